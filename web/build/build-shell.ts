import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, mergeConfig, type Rolldown } from 'vite'
import { clearEarlierFiles } from './earlier-files.ts'
import { describeFiles } from './integrity.ts'
import { clientDist, serverDist, webRoot } from './places.ts'
import { chunkName, viteBase } from './vite-base.ts'
import type { PortalManifest } from '@vmeste/sdk/portal'

type Output = Rolldown.RolldownOutput['output']

const base = '/assets/portal/'
const entries = {
  vue: 'src/shared/vue.ts',
  'vue-router': 'src/shared/vue-router.ts',
  kit: 'src/kit/index.ts',
  tables: 'src/tables/index.ts',
  push: 'src/push/index.ts',
  main: 'src/shell/main.ts',
  callback: 'src/auth/callback.ts',
}

/** The shared files, the shell and the pages around signing in. */
async function buildClient(): Promise<Output> {
  const result = (await build(
    mergeConfig(viteBase(), {
      base,
      build: {
        outDir: clientDist,
        // the styles of a page that few ever open come with that page
        cssCodeSplit: true,
        rollupOptions: {
          input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(webRoot, path)])),
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
  return result.output
}

/** A worker cannot be an ES module everywhere yet, so it is one plain file of its own. */
async function buildWorker(): Promise<void> {
  await build(
    mergeConfig(viteBase(), {
      build: {
        outDir: join(clientDist, '../worker'),
        lib: {
          entry: join(webRoot, 'src/worker/service-worker.ts'),
          formats: ['iife'],
          name: 'worker',
          fileName: () => 'sw.js',
        },
      },
    }),
  )
}

async function buildServer(): Promise<void> {
  await build(
    mergeConfig(viteBase({ server: true }), {
      ssr: { noExternal: true },
      build: {
        outDir: serverDist,
        ssr: join(webRoot, 'src/server/shell-pages.ts'),
        rollupOptions: { output: { entryFileNames: 'shell.js' } },
      },
    }),
  )
}

/** Builds the portal itself and writes `portal.json`, all that the host needs to know of it. */
export async function buildShell(oneByOne = false): Promise<void> {
  const client = buildClient()
  // side by side they save seconds and cost a small machine memory that it may not have
  if (oneByOne) await client
  const worker = buildWorker()
  if (oneByOne) await worker
  const [output] = await Promise.all([client, worker, buildServer()])
  const built = output.map(({ fileName }) => fileName)
  clearEarlierFiles(clientDist, built)
  const files = describeFiles(clientDist, built)
  describeFiles(join(clientDist, '../worker'))
  const chunk = (name: string) =>
    base + output.find((item) => item.type === 'chunk' && item.isEntry && item.name === name)!.fileName
  const texts = Object.fromEntries(
    ['ru', 'be', 'en'].map((lang) => [
      lang,
      base +
        output.find((item) => item.type === 'chunk' && item.facadeModuleId?.endsWith(`src/i18n/${lang}.json`))!
          .fileName,
    ]),
  )
  // what the first visit loads is checked byte by byte; the list of everything would weigh more than the public page
  // itself
  const first = ['main', 'vue', 'vue-router', 'kit'].map(
    (name) =>
      output.find((item) => item.type === 'chunk' && item.isEntry && item.name === name) as Rolldown.OutputChunk,
  )
  const preload = reachable(output, first).map((file) => base + file)
  const manifest: PortalManifest = {
    imports: {
      vue: chunk('vue'),
      'vue-router': chunk('vue-router'),
      '@vmeste/web': chunk('kit'),
      '@vmeste/web/tables': chunk('tables'),
      '@vmeste/web/push': chunk('push'),
    },
    main: chunk('main'),
    callback: chunk('callback'),
    preload,
    css: stylesOf(output, first).map((file) => base + file),
    texts,
    fonts: files.filter(({ file }) => file.endsWith('.woff2')).map(({ file }) => base + file),
    integrity: Object.fromEntries(
      files.filter(({ file }) => preload.includes(base + file)).map(({ file, integrity }) => [base + file, integrity]),
    ),
    files: files.map(({ file, bytes, gzip }) => ({ url: base + file, bytes, gzip })),
  }
  mkdirSync(clientDist, { recursive: true })
  writeFileSync(join(clientDist, '../portal.json'), JSON.stringify(manifest))
}

/**
 * The styles of what the entries import at once, what is leant on first: the kit's say in which order the layers stand.
 */
function stylesOf(output: Output, entries: readonly Rolldown.OutputChunk[]): string[] {
  const seen = new Set<string>(),
    styles = new Set<string>()
  const visit = ({ fileName, imports, viteMetadata }: Rolldown.OutputChunk): void => {
    if (seen.has(fileName)) return
    seen.add(fileName)
    for (const item of output) if (item.type === 'chunk' && imports.includes(item.fileName)) visit(item)
    for (const file of viteMetadata?.importedCss ?? []) styles.add(file)
  }
  entries.forEach(visit)
  return [...styles]
}

/** What the entries import at once, so that the browser can fetch it all in one go. */
function reachable(output: Output, entries: readonly Rolldown.OutputChunk[]): string[] {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    const item = output.find((candidate) => candidate.fileName === file)
    if (item?.type === 'chunk') item.imports.forEach(visit)
  }
  for (const entry of entries) visit(entry.fileName)
  return [...seen]
}
