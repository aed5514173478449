import type { InlineConfig, Plugin } from 'vite'
import vue from '@vitejs/plugin-vue'
import { webRoot } from './places.ts'
import { splitOperations } from './split-operations.ts'

/** Texts of rare pages are told from those of the first visit by their name: the weighing looks at it. */
export const chunkName = ({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string =>
  `${/\/i18n\/([\w-]+)\/\w+\.json$/.exec(facadeModuleId ?? '')?.[1]?.concat('-') ?? ''}[name]-[hash].js`

/**
 * Vue notes where each component lies, for preloading that we do another way: equal sources must give equal files in
 * every folder.
 */
const noPlaces: Plugin = {
  name: 'vmeste:no-places',
  enforce: 'post',
  transform: {
    filter: { code: /ssrContext\.modules/ },
    handler: (code) => ({ code: code.replace(/\(ssrContext\.modules [^)]*\)\)?\)\.add\("[^"]*"\);?/g, ''), map: null }),
  },
}

/** Settings every build of the portal has in common: whoever builds, a test too, builds what people get. */
export function viteBase(options: { plugins?: Plugin[]; server?: boolean } = {}): InlineConfig {
  // in any other mode Vue writes down where each component lies
  process.env['NODE_ENV'] = 'production'
  return {
    configFile: false,
    root: webRoot,
    publicDir: false,
    logLevel: 'error',
    plugins: [vue(), options.server ? noPlaces : splitOperations, ...(options.plugins ?? [])],
    define: {
      // Composition API only: the options API would cost every phone 4 kB that no page of ours uses.
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      // a host that runs in this checkout still serves what the last build made
      emptyOutDir: false,
      minify: options.server !== true,
      target: 'es2022',
      cssCodeSplit: false,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 2048,
      chunkSizeWarningLimit: 5000,
      // comments about where a part came from would name this machine's folders
      rollupOptions: { experimental: { attachDebugInfo: 'none' } },
    },
  }
}
