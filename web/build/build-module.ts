import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, mergeConfig, type Plugin, type Rolldown } from 'vite'
import { clearEarlierFiles } from './earlier-files.ts'
import { describeFiles } from './integrity.ts'
import type { ModuleManifest } from '@vmeste/sdk/portal'
import { moduleDist, shared, webRoot, type ModuleDist } from './places.ts'
import { chunkName, viteBase } from './vite-base.ts'

async function buildClient(root: string, { web }: ModuleDist): Promise<void> {
  const result = (await build(
    mergeConfig(viteBase(), {
      root,
      // relative: the folder may be served under any id
      base: './',
      build: {
        outDir: web,
        rollupOptions: {
          input: { web: join(root, 'web/web.ts') },
          external: [...shared],
          preserveEntrySignatures: 'strict',
          output: {
            entryFileNames: '[name]-[hash].js',
            chunkFileNames: chunkName,
            assetFileNames: '[name]-[hash][extname]',
            hashCharacters: 'hex',
          },
        },
      },
    }),
  )) as Rolldown.RolldownOutput
  const built = result.output.map(({ fileName }) => fileName)
  clearEarlierFiles(web, built)
  const files = describeFiles(web, built)
  const entry = result.output.find((item) => item.type === 'chunk' && item.isEntry)!.fileName
  const manifest: ModuleManifest = {
    entry,
    css: files.filter(({ file }) => file.endsWith('.css')).map(({ file }) => file),
    integrity: files.find(({ file }) => file === entry)!.integrity,
    files: files.map(({ file, bytes, gzip }) => ({ file, bytes, gzip })),
  }
  writeFileSync(join(web, 'module.json'), JSON.stringify(manifest))
}

/** The server entry: the module's own definition and the renderer, in one file with its own Vue. */
const serverEntry = (root: string): Plugin => ({
  name: 'vmeste:server-entry',
  resolveId: (id) => (id === 'vmeste:pages' ? '\0vmeste:pages' : undefined),
  load: (id) =>
    id === '\0vmeste:pages'
      ? `import web from ${JSON.stringify(join(root, 'web/web.ts'))}\nimport { pageRenderer } from ${JSON.stringify(join(webRoot, 'src/server/page-renderer.ts'))}\nexport default pageRenderer(web)`
      : undefined,
})

async function buildServer(root: string, { ssr }: ModuleDist): Promise<void> {
  await build(
    mergeConfig(viteBase({ server: true, plugins: [serverEntry(root)] }), {
      root,
      ssr: { noExternal: true },
      resolve: {
        alias: [
          { find: /^@vmeste\/web$/, replacement: join(webRoot, 'src/kit/index.ts') },
          { find: /^@vmeste\/web\/tables$/, replacement: join(webRoot, 'src/tables/index.ts') },
          { find: /^@vmeste\/web\/push$/, replacement: join(webRoot, 'src/push/index.ts') },
        ],
        dedupe: ['vue', 'vue-router'],
      },
      build: {
        outDir: ssr,
        ssr: true,
        rollupOptions: { input: { pages: 'vmeste:pages' }, output: { entryFileNames: 'pages.js' } },
      },
    }),
  )
}

/**
 * Builds what one module adds to the portal; a module without `web/web.ts` adds nothing.
 *
 * @param dist where to; the module's own `dist` unless given
 */
export async function buildModule(root: string, dist: ModuleDist = moduleDist(root)): Promise<void> {
  if (!existsSync(join(root, 'web/web.ts'))) return
  await Promise.all([buildClient(root, dist), buildServer(root, dist)])
}
