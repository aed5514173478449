import { isBuiltin } from 'node:module'
import { build, type Rolldown } from 'vite'
import { lent } from '@vmeste/host/packages'
import { VmesteError } from '@vmeste/sdk'
import { carriedFiles } from './carried-files.ts'

/**
 * Bundles a module's server half into one `plugin.js`: its TypeScript, the libraries it depends on and the files these
 * read. The contract itself stays outside: the platform has the one copy.
 *
 * @param folder of the module; paths in the result are told from here, so that they are the same wherever it lies
 * @throws VmesteError `VMESTE_PACK_IMPORT` for what can neither come along nor be lent
 */
export async function bundlePlugin(folder: string, entry: string, outDir: string): Promise<void> {
  const { output } = (await build({
    configFile: false,
    root: folder,
    publicDir: false,
    logLevel: 'error',
    plugins: [carriedFiles()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      ssrEmitAssets: true,
      outDir,
      emptyOutDir: true,
      minify: false,
      sourcemap: true,
      target: 'es2024',
      reportCompressedSize: false,
      rollupOptions: {
        external: (id) => lent.test(id),
        // comments about where a part came from would name this machine's folders
        experimental: { attachDebugInfo: 'none' },
        output: {
          entryFileNames: 'plugin.js',
          chunkFileNames: '[name]-[hash].js',
          sourcemapPathTransform: fromModule,
          sourcemapExcludeSources: false,
        },
      },
    },
  })) as Rolldown.RolldownOutput
  for (const chunk of output) {
    const foreign =
      chunk.type === 'chunk' &&
      [...chunk.imports, ...chunk.dynamicImports].find(
        (name) => !lent.test(name) && !isBuiltin(name) && !output.some(({ fileName }) => fileName === name),
      )
    if (foreign)
      throw new VmesteError(
        'VMESTE_PACK_IMPORT',
        `${entry} imports "${foreign}", which cannot come along. A module's server half may import @vmeste/sdk, graphql, Node's own modules and libraries of its dependencies`,
      )
  }
}

/** `../../../src/plugin.ts` → `src/plugin.ts`, `../../somewhere/node_modules/x/y.js` → `node_modules/x/y.js`. */
function fromModule(source: string): string {
  const parts = source.replaceAll('\\', '/')
  const library = parts.lastIndexOf('node_modules/')
  return library >= 0 ? parts.slice(library) : parts.replace(/^(\.\.\/)+/, '').replace(/^.*?(?=src\/)/, '')
}
