import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.FORTNIGHT_SERVER ?? 'http://localhost:3014';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production', 'import', 'default'] },
  server: { port: 5173, proxy: { '/api': server, '/health': server } },
  // bpmn-js and Ant Design are large chunks that their routes load lazily.
  build: { chunkSizeWarningLimit: 1500 },
});
