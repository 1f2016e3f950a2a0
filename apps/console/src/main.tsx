import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/queryClient.js';
import { LanguageProvider } from './language/language.js';
import { router } from './routes.js';
import { House } from './shell/House.js';
import './style.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no place for the console.');

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={createQueryClient()}>
        <House>
          <RouterProvider router={router} />
        </House>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
