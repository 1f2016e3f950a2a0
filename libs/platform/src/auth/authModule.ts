import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SessionGuard } from './sessionGuard.js';
import { Sessions } from './sessions.js';

/** Keeps every route of an app behind a session, except those marked `OpenToEverybody`. */
@Module({ providers: [Sessions, { provide: APP_GUARD, useClass: SessionGuard }], exports: [Sessions] })
export class AuthModule {}
