import { createBrowserRouter } from 'react-router';
import { PageFailed } from './shell/PageFailed.js';
import { PageLoading } from './shell/PageLoading.js';
import { Shell } from './shell/Shell.js';

/** The console's pages. Each is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    errorElement: <PageFailed />,
    HydrateFallback: PageLoading,
    children: [
      { path: '/sign-in', lazy: async () => ({ Component: (await import('./session/SignInPage.js')).SignInPage }) },
      {
        element: <Shell />,
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./reports/ReportsPage.js')).ReportsPage }) },
          { path: 'reports/:id', lazy: async () => ({ Component: (await import('./report/ReportPage.js')).ReportPage }) },
          { path: '*', lazy: async () => ({ Component: (await import('./shell/NoSuchPage.js')).NoSuchPage }) },
        ],
      },
    ],
  },
], { basename: '/console/' });
