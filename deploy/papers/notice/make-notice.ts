import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { binaries, binaryOf } from './binaries.ts'
import { installedPackages, type Installed } from './installed-packages.ts'
import { requireFree } from './licences.ts'
import { lockedPackages, type LockedPackage } from './locked-packages.ts'

const rule = '-'.repeat(80)

/**
 * The text of `NOTICE`: every package an installation gets, its licence and whose it is, then every text once. The same
 * on every machine.
 *
 * @param root of a checkout with its packages installed
 * @throws Error for a package without a known free licence, or one that is not installed and for no single system
 */
export function makeNotice(root: string): string {
  const locked = lockedPackages(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))
  const installed = installedPackages(root)
  for (const { name, version, platform } of locked) {
    const binary = binaryOf(name),
      here = installed.get(`${name}@${version}`)
    if (platform && !binary)
      throw new Error(`${name} is made for one system: write what it is into deploy/papers/notice/binaries.ts`)
    if (binary && here && requireFree(name, here.licence) !== binary.licence)
      throw new Error(`${name} has another licence than deploy/papers/notice/binaries.ts says`)
  }
  const everywhere = locked.filter(({ name }) => !binaryOf(name)).map((each) => entryOf(each, installed))
  return [
    'Vmeste',
    '',
    'Licensed under the Apache License, Version 2.0: see LICENSE.',
    '',
    'What comes with it, made by others. `npm run papers` writes this file from the lockfile.',
    '',
    rule,
    'Programs for one system, of which a machine gets its own',
    rule,
    '',
    ...binaryLines(locked),
    '',
    rule,
    'Packages',
    rule,
    '',
    ...everywhere.flatMap(({ line, owners }) => [line, ...owners.map((owner) => `    ${owner}`)]),
    '',
    rule,
    'Drawings',
    rule,
    '',
    "Icons, ornaments and pictures are the project's own. The font of pages is Golos Text, that of posters DejaVu Sans (both above).",
    '',
    ...textLines(everywhere),
    '',
  ].join('\n')
}

interface Entry {
  readonly id: string
  readonly line: string
  readonly owners: readonly string[]
  readonly texts: readonly string[]
}

function entryOf({ name, version }: LockedPackage, installed: ReadonlyMap<string, Installed>): Entry {
  const id = `${name}@${version}`,
    here = installed.get(id)
  if (!here) throw new Error(`${id} is locked and not installed: install first`)
  const texts = here.texts.map((text) => text.replaceAll('\r', '').trim())
  return {
    id,
    line: `${name} ${version}: ${requireFree(name, here.licence)}`,
    owners: [...new Set(texts.flatMap(ownersIn))].slice(0, 8),
    texts,
  }
}

function binaryLines(locked: readonly LockedPackage[]): string[] {
  return binaries.flatMap(({ family, licence, holds }) => {
    const versions = [
      ...new Set(locked.filter(({ name }) => binaryOf(name)?.family === family).map(({ version }) => version)),
    ].sort()
    return versions.length ? [`${family} ${versions.join(', ')}: ${licence}`, ...(holds ? [`    ${holds}`] : [])] : []
  })
}

const isOwner = (line: string): boolean =>
  /^\W*(copyright\b|\(c\)|©)/i.test(line) && /\d{4}|\(c\)|©/i.test(line) && line.length < 160
const ownersIn = (text: string): string[] =>
  text
    .split('\n')
    .filter(isOwner)
    .map((line) => line.trim())

/** Texts that differ only in whose they are, how they are broken and what stands above them are one. */
const gist = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isOwner(line))
    .join(' ')
    .replaceAll(/[^a-z0-9]+/gi, ' ')
    .trim()
    .toLowerCase()
    .replace(/^(the )?mit license (mit )?/, '')
    .replace(/^all rights reserved /, '')

function textLines(entries: readonly Entry[]): string[] {
  const byGist = new Map<string, { text: string; ids: Set<string> }>()
  for (const { id, texts } of entries) {
    for (const text of texts) {
      const known = byGist.get(gist(text)) ?? { text, ids: new Set<string>() }
      known.ids.add(id)
      byGist.set(gist(text), known)
    }
  }
  return [...byGist.values()]
    .sort((a, b) => b.ids.size - a.ids.size)
    .flatMap(({ text, ids }) => [
      rule,
      ...folded([...ids].join(', ')),
      rule,
      '',
      ...text
        .split('\n')
        .filter((line) => !isOwner(line))
        .map((line) => line.trimEnd()),
      '',
    ])
}

/** At most 120 columns wide. */
const folded = (text: string): string[] => text.match(/.{1,118}(,|$)/g)?.map((line) => line.trim()) ?? [text]
