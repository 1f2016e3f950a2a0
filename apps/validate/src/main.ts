import { startApp } from '@gouji/platform/http/startApp';
import { WorkerModule } from './workerModule.js';

/** The workers: they read reports and check them. */
await startApp('validate', WorkerModule);
