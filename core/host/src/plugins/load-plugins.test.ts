import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderContract, writeContract } from '../index-contract.ts'
import { loadPlugins } from './load-plugins.ts'
import { readModulePackage, type ModulePackage } from './module-package.ts'

const ran = globalThis as typeof globalThis & { bellsRun?: string[] }
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vmeste-packages-'))
})
afterAll(async () => {
  await rm(root, { recursive: true, force: true })
})

/** A stranger's package of JavaScript that says when it runs; `more` goes into its definition. */
async function packageOf(
  name: string,
  { more = '', engine = '^0.1', folder = join(root, name) } = {},
): Promise<ModulePackage> {
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: `@strangers/${name}`, version: '2.1.0', type: 'module', exports: './plugin.js' }),
  )
  await writeFile(
    join(folder, 'plugin.js'),
    `
    (globalThis.bellsRun ??= []).push('${name}')
    const text = { ru: 'Звонок', be: 'Званок', en: 'Bell' }
    export default { vmeste: 'plugin@1', id: '${name}', engine: '${engine}', title: text, summary: text, ${more} }`,
  )
  return readModulePackage(folder)
}

/** What was refused, and which packages had run by then. */
async function refusal(packages: readonly ModulePackage[]): Promise<{ code?: string; message: string; ran: string[] }> {
  ran.bellsRun = []
  const { code, message } = await loadPlugins(packages).then(
    () => ({ code: 'LOADED', message: '' }),
    (error: Error & { code?: string }) => error,
  )
  return { ...(code === undefined ? {} : { code }), message, ran: ran.bellsRun }
}

/** A package with its contract, made from a copy: its own code has never run. */
async function written(name: string): Promise<ModulePackage> {
  const [pkg, copy] = [await packageOf(name), await packageOf(name, { folder: join(root, `copy-of-${name}`) })]
  await writeContract(pkg.folder, await folderContract(copy.folder))
  return pkg
}

test('a package whose contract fits is loaded, and one without is not run', async () => {
  const good = await written('good-bell')
  const refused = await refusal([good, await packageOf('bare-bell')])
  expect(refused).toMatchObject({ code: 'VMESTE_CONTRACT_MISSING', ran: [] })
  expect(await refusal([good])).toMatchObject({ code: 'LOADED', ran: ['good-bell'] })
  expect(refused.message).toContain('@strangers/bare-bell')
})

test('a module for another engine, or under another’s name, is refused by its contract before it runs', async () => {
  const late = await packageOf('late-bell', { engine: '^9.0' })
  const manifest = {
    ...(JSON.parse((await folderContract((await written('model-bell')).folder))['module.json']!) as object),
    id: 'late-bell',
    engine: '^9.0',
  }
  await mkdir(join(late.folder, 'contract'))
  await writeFile(join(late.folder, 'contract/module.json'), JSON.stringify(manifest))
  expect(await refusal([late])).toMatchObject({ code: 'VMESTE_PLUGIN_ENGINE_MISMATCH', ran: [] })
  const twin = await written('twin-bell')
  expect(await refusal([twin, { ...twin, name: '@strangers/other' }])).toMatchObject({
    code: 'VMESTE_PLUGIN_TWICE',
    ran: [],
  })
  await writeFile(join(late.folder, 'contract/module.json'), JSON.stringify({ ...manifest, uses: 'Files' }))
  expect(await refusal([twin, late])).toMatchObject({ code: 'VMESTE_CONTRACT_INVALID', ran: [] })
})

test('code that does what its contract does not say is refused with the first difference', async () => {
  await written('sly-bell')
  const sly = await packageOf('sly-bell', {
    more: `jobs: { nightly: { cron: '0 3 * * *', run: async () => {} } }, permissions: { 'sly-bell.ring': { title: text, default: ['guest'] } }`,
  })
  const refused = await refusal([sly])
  expect(refused.code).toBe('VMESTE_CONTRACT_STALE')
  expect(refused.message).toMatch(
    /^Module "sly-bell" is not what its contract says: contract\/module\.json:\d+ says «"jobs": \[\],», the code says «"jobs": \[»; run vmeste contract/,
  )
  expect((await loadPlugins([sly], { contract: 'ignore' })).map(({ id }) => id)).toEqual(['sly-bell'])
})

test('line ends of another system are no difference', async () => {
  const pkg = await written('windows-bell')
  const contract = await folderContract(pkg.folder)
  await Promise.all(
    Object.entries(contract).map(([file, text]) =>
      writeFile(join(pkg.folder, 'contract', file), text.replaceAll('\n', '\r\n')),
    ),
  )
  expect(await writeContract(pkg.folder, contract)).toEqual([])
  expect((await refusal([pkg])).code).toBe('LOADED')
})
