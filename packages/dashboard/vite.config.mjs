import { defineConfig } from 'vite';

export default defineConfig({
  root: 'src/app',
  // addresses are relative, so that the page may lie anywhere
  base: './',
  resolve: { conditions: ['@tracker/source', 'module', 'browser', 'production'] },
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // a data: address would be against the page's own policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
