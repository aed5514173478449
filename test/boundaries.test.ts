import { describe, expect, test } from 'vitest'
import { files, packages, read, type Manifest } from './workspace.ts'

const all = packages()
const modules = [...all].filter(([folder]) => folder.startsWith('modules/'))

/** What of our own each package may stand on. */
const allowed: Record<string, readonly string[]> = {
  'core/sdk': [],
  'core/civic': ['@vmeste/sdk'],
  'core/host': ['@vmeste/sdk', '@vmeste/civic'],
  'core/cli': ['@vmeste/sdk', '@vmeste/civic', '@vmeste/host', '@vmeste/web', '@vmeste/demo'],
  'core/testkit': ['@vmeste/sdk', '@vmeste/civic', '@vmeste/host'],
  web: ['@vmeste/sdk'],
}

function ours(
  manifest: Manifest,
  ...kinds: ('dependencies' | 'devDependencies' | 'peerDependencies' | 'optionalDependencies')[]
): string[] {
  return kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})).filter((name) => name.startsWith('@vmeste/'))
}

describe('packages', () => {
  test.each(Object.entries(allowed))('%s stands on nothing above it', (folder, names) => {
    expect(all.get(folder)).toBeDefined()
    expect(names).toEqual(
      expect.arrayContaining(ours(all.get(folder)!, 'dependencies', 'optionalDependencies', 'peerDependencies')),
    )
  })

  test.each(modules)(
    '%s is a module like a stranger’s: the SDK, the portal’s kit as a peer, plain libraries',
    (_, manifest) => {
      expect(ours(manifest, 'dependencies', 'optionalDependencies')).toEqual(['@vmeste/sdk'])
      expect(['@vmeste/web']).toEqual(expect.arrayContaining(ours(manifest, 'peerDependencies')))
      expect(['@vmeste/testkit', '@vmeste/web']).toEqual(expect.arrayContaining(ours(manifest, 'devDependencies')))
      // the portal has one Vue for all: a module brings none of its own
      for (const shared of ['vue', 'vue-router', 'graphql', 'inversify', '@mikro-orm/core', 'express', 'pg'])
        expect(manifest.dependencies).not.toHaveProperty([shared])
    },
  )

  test('no module is named by the core or the portal', () => {
    const names = modules.map(([, { name }]) => name)
    expect(names).not.toHaveLength(0)
    for (const folder of Object.keys(allowed)) {
      const manifest = all.get(folder)!
      expect(
        names.filter((name) =>
          ours(manifest, 'dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies').includes(name),
        ),
      ).toEqual([])
    }
  })
})

/** Tests of the whole platform that tell the story of one module, and why none but that module will do. */
const stories: Readonly<Record<string, string>> = {
  'test/alarms.db.test.ts': 'reports that nobody has passed on alarm whoever may',
  'test/all-cities.db.test.ts': 'the page of all cities counts reports',
  'test/covered-on-two-hosts.db.test.ts': 'a name that staff cover stands in a report',
  'test/floods/flood-host.ts': 'floods what residents send most, and what costs most',
  'test/followed-report.db.test.ts': 'whoever holds the link of a report follows it',
  'test/formal-appeal.test.ts': 'what its page tells of the law is what the legal profiles count',
  'test/hot-switch/host-options.ts': 'a real module is switched under load, beside one of the test’s own',
  'test/idle-cities.db.test.ts': 'what a city costs that has the modules everybody has',
  'test/log-without-people.db.test.ts': 'a person’s words and contacts go through a report',
  'test/manual/law-pages.test.ts': 'the page of what is kept says how long a report is',
  'test/manual/personal-data.db.test.ts': 'the manual’s walk through a person’s data begins at a report',
  'test/module-walls.db.test.ts': 'what release 0.1.0 made of these two goes over to the owners of today',
  'test/mutants/in-words.ts': 'a mutant that imports another module has to import one that is there',
  'test/one-letter-to-strangers.db.test.ts': 'whoever writes to strangers does it by the contact in a report',
  'test/people/declared.test.ts': 'every column that looks like a person’s is looked for in both',
  'test/people/my-data.db.test.ts': 'what is held about a person is held by a report and a rating',
  'test/people/terms.db.test.ts': 'the terms that a city sets are those of reports and ratings',
  'test/rateable-stranger.db.test.ts': 'a stranger’s things are rated by the module that rates',
}

test('a central test finds modules by their folders: one that names a module is on the list, with its reason', () => {
  const names = modules.map(([, { name }]) => name)
  const naming = files('.ts')
    .filter((file) => file.startsWith('test/'))
    .filter((file) => {
      const text = read(file)
      return (
        file !== 'test/boundaries.test.ts' &&
        (names.some((name) => text.includes(`'${name}'`) || text.includes(`'${name}/`)) ||
          modules.some(([folder]) => new RegExp(`from '[./]+/${folder}/`).test(text)))
      )
    })
  expect(naming.sort()).toEqual(Object.keys(stories).sort())
})

describe('dependencies', () => {
  test.each([...all])('%s pins every version exactly', (_, manifest) => {
    const loose = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    }).filter(
      ([, version]) => !/^(catalog:|workspace:\*|(npm:(@[^/]+\/)?[^@]+@)?\d+\.\d+\.\d+(-[\w.]+)?)$/.test(version),
    )
    expect(loose).toEqual([])
  })

  test('the catalogue and the overrides are exact too', () => {
    const lines = read('pnpm-workspace.yaml')
      .split(/^(?=\w)/m)
      .find((part) => part.startsWith('catalog:'))!
      .trim()
      .split('\n')
      .slice(1)
    expect(lines.length).toBeGreaterThan(5)
    for (const line of lines) expect(line).toMatch(/: \d+\.\d+\.\d+( +#.+)?$/)
  })

  test('the lockfile names no host, and one copy of what must be one', () => {
    const lock = read('pnpm-lock.yaml')
    expect(lock.match(/https?:\/\/[^\s'"}]+/g) ?? []).toEqual([])
    for (const name of ['graphql', 'vue', 'vue-router', '@mikro-orm/core', 'inversify', 'kysely', 'pg']) {
      expect(copies(lock, name), name).toHaveLength(1)
    }
  })

  test('every package says its licence', () => {
    for (const [folder, { license }] of all) expect(license, folder).toBe('Apache-2.0')
  })
})

/** Versions of a package that the lockfile installs. */
function copies(lock: string, name: string): string[] {
  const resolved = lock.slice(lock.indexOf('\npackages:\n'), lock.indexOf('\nsnapshots:\n'))
  return [...resolved.matchAll(new RegExp(`^ {2}'?${name.replace('/', '\\/')}@([^':]+)'?:$`, 'gm'))].map(
    ([, version]) => version!,
  )
}
