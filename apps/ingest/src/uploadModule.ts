import { Module } from '@nestjs/common';
import { AuthModule } from '@gouji/platform/auth/authModule';
import { FileReport } from './fileReport.js';
import { UploadController } from './uploadController.js';
import { YearOf } from './yearOf.js';

@Module({ imports: [AuthModule], controllers: [UploadController], providers: [FileReport, YearOf] })
export class UploadModule {}
