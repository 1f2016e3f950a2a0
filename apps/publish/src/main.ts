import { startApp } from '@gouji/platform/http/startApp';
import { PublishModule } from './publishModule.js';

/** The publisher: renders signed reports into the public bucket, and serves that bucket where no web server or CDN does. */
await startApp('publish', PublishModule);
