/** The gateway as a process of its own, so that neither the runner nor a test shares its time with it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { createGateway } from './gateway.js';

const addresses = z.array(z.url()).min(1);
const settings = z
  .object({
    HOST: z.string(),
    PORT: z.coerce.number().int(),
    UPSTREAMS: z.string().transform((text) => z.object({ ingest: addresses, review: addresses, publish: addresses }).parse(JSON.parse(text))),
  })
  .parse(process.env);

const gateway = createGateway(settings.UPSTREAMS);
gateway.listen(settings.PORT, settings.HOST);

process.once('SIGTERM', () => {
  // Answers in progress may finish; event streams never would.
  const finished = new Promise((resolve) => gateway.close(resolve));
  gateway.closeIdleConnections();
  void Promise.race([finished, sleep(1_500)]).then(() => process.exit(0));
});
