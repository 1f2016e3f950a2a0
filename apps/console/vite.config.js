import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * The console as static files under `/console/`, served by the review app. While developing, `GOUJI_URL` says where a
 * running installation is; its API is reached through the development server, so that the session cookie stays same-origin.
 */
export default defineConfig({
  base: '/console/',
  plugins: [react()],
  build: { manifest: true, target: 'es2022', chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': { target: process.env.GOUJI_URL ?? 'http://127.0.0.1:8080' } } },
});
