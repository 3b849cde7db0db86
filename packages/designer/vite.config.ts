import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page's own host goes along: the server takes changes from pages of its own origin alone. */
const proxied = { target: process.env.FORTNIGHT_SERVER ?? 'http://localhost:3014', changeOrigin: false };

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production', 'import', 'default'] },
  server: { port: 5173, proxy: { '/api': proxied, '/health': proxied } },
  // bpmn-js and Ant Design are large chunks that their routes load lazily.
  build: { chunkSizeWarningLimit: 1500 },
});
