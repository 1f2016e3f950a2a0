import 'reflect-metadata';
import { Module, StandardSchemaValidationPipe, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '@gouji/domain/problems';
import { DataSource } from 'typeorm';
import { ENVIRONMENT, environmentOrExit, type Environment } from '../config/environment.js';
import { createDataSource } from '../database/dataSource.js';
import { Transactions } from '../database/transactions.js';
import { Relay } from '../outbox/relay.js';
import { JobQueues } from '../queue/jobQueues.js';
import { ObjectStore } from '../storage/objectStore.js';
import { LOGGER, createLogger, type Logger } from '../telemetry/log.js';
import { Metrics } from '../telemetry/metrics.js';
import { nestLogger } from '../telemetry/nestLogger.js';
import { HealthController } from './healthController.js';
import { ProblemFilter } from './problemFilter.js';
import { ProblemException } from './problems.js';

/** What every app stands on: environment, log, database, queues, outbox relay, object store, health and metrics. */
@Module({})
class PlatformModule {
  static forApp(environment: Environment, log: Logger, dataSource: DataSource): DynamicModule {
    const provided = [
      { provide: ENVIRONMENT, useValue: environment },
      { provide: LOGGER, useValue: log },
      { provide: DataSource, useValue: dataSource },
      JobQueues, Relay, Transactions, ObjectStore, Metrics,
    ];
    return { module: PlatformModule, global: true, controllers: [HealthController], providers: provided, exports: provided };
  }
}

export interface RunningApp { readonly app: NestFastifyApplication; readonly environment: Environment; readonly log: Logger }

/**
 * Starts an app: reads the environment, opens the database, builds the module, listens. On SIGTERM it stops taking
 * requests and jobs, finishes those under way, closes and exits 0.
 * @param prepare runs before listening: plugins, static files, OpenAPI
 */
export async function startApp(name: string, module: Type, prepare?: Prepare): Promise<RunningApp> {
  const environment = environmentOrExit();
  const log = createLogger(name, environment.LOG_LEVEL);
  try {
    return await start(name, module, environment, log, prepare);
  } catch (error) {
    log.fatal({ err: error }, 'The app could not start.');
    process.exit(1);
  }
}

type Prepare = (app: NestFastifyApplication, environment: Environment) => Promise<void>;

async function start(name: string, module: Type, environment: Environment, log: Logger, prepare: Prepare | undefined): Promise<RunningApp> {
  process.on('unhandledRejection', (error) => {
    // A lost connection may reject a promise nobody awaits inside a client library; the libraries reconnect by themselves.
    log.error({ err: error }, 'A promise was rejected and nobody was waiting for it.');
  });
  const dataSource = await createDataSource(environment.DATABASE_URL, { pool: environment.DATABASE_POOL, app: name }).initialize();
  const adapter = new FastifyAdapter({ trustProxy: 'loopback,uniquelocal', bodyLimit: 2 * 1024 * 1024, forceCloseConnections: 'idle' });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module, imports: [PlatformModule.forApp(environment, log, dataSource)] },
    adapter,
    { logger: nestLogger(log), abortOnError: false },
  );
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new ProblemException(problem('invalid-request', {
    errors: issues.map((issue) => ({ where: (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.'), message: issue.message })),
  })) }));
  await prepare?.(app, environment);
  stopOnSignals(app, dataSource, log);
  // BullMQ keeps a failed first connection for good: an app that could not reach its queue when it started must start anew.
  await withinSeconds(15, app.get(JobQueues).ready());
  await app.listen(environment.PORT, environment.HOST);
  log.info({ address: await app.getUrl() }, 'The app is listening.');
  return { app, environment, log };
}

/** Fails when something takes too long, so that whoever supervises this process starts it again. */
async function withinSeconds(seconds: number, work: Promise<unknown>): Promise<void> {
  const late = new Promise<never>((_, reject) => { setTimeout(() => reject(new Error(`The queue was not ready within ${seconds} s.`)), seconds * 1000).unref(); });
  await Promise.race([work, late]);
}

/** Nest's own shutdown hooks end by raising the signal again, which reads as a crash; a drained app exits 0. */
function stopOnSignals(app: NestFastifyApplication, dataSource: DataSource, log: Logger): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info('The app is stopping: it takes no more work and finishes what it has.');
    try {
      await app.close();
      await dataSource.destroy();
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, 'The app did not stop cleanly.');
      process.exit(1);
    }
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}
