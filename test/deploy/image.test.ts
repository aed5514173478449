import { validate } from 'dockerfile-utils'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parts } from '../../deploy/offline/sources.ts'
import { root, read } from '../workspace.ts'

const file = 'deploy/docker/Dockerfile'

interface Step {
  readonly word: string
  readonly rest: string
}

/** Instructions in order, continued lines joined, comments left out. */
const stepsOf = (text: string): Step[] =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { word, rest: rest.replaceAll(/\s+/g, ' ').trim() }
    })

/** What makes an image large, open or different tomorrow. The syntax is the library's matter. */
export function faultsOf(text: string): string[] {
  const steps = stepsOf(text)
  const of = (word: string): string[] => steps.filter((each) => each.word === word).map(({ rest }) => rest)
  const named = new Map(of('ARG').map((each) => each.split('=') as [string, string]))
  const bases = of('FROM').map((each) =>
    each.split(' ')[0]!.replace(/^\$\{(\w+)\}$/, (_, name: string) => named.get(name) ?? ''),
  )
  const last = steps.slice(steps.findLastIndex(({ word }) => word === 'FROM'))
  const users = last.filter(({ word }) => word === 'USER').map(({ rest }) => rest)
  return [
    ...bases
      .filter((base) => !/:[\w.-]*\d[\w.-]*(@sha256:|$)/.test(base))
      .map((base) => `the base "${base}" is not named by a version`),
    ...(bases.length < 2 ? ['what only builds stays in the image: one stage'] : []),
    ...(users.length === 1 && /^[1-9]\d*:[1-9]\d*$/.test(users[0]!)
      ? []
      : ['the last stage does not end as a numbered ordinary user']),
    ...(last.some(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from='))
      ? ['the last stage copies what was not built']
      : []),
    ...(last.some(({ word }) => word === 'HEALTHCHECK') ? [] : ['nobody can see whether it is well']),
    ...['ENTRYPOINT', 'CMD', 'HEALTHCHECK']
      .filter((word) => last.some((each) => each.word === word && !/(^|CMD )\[".*"\]$/.test(each.rest)))
      .map((word) => `${word} goes through a shell, which passes no signal on`),
    ...of('ADD').map((rest) => `ADD ${rest}: COPY says what it does`),
    ...steps
      .filter(({ word, rest }) => /^(ENV|ARG)$/.test(word) && /SECRET|PASSWORD|TOKEN/.test(rest))
      .map(({ rest }) => `a secret stays in the image: ${rest.split('=')[0]!}`),
    ...of('RUN')
      .filter((rest) =>
        /\bsudo\b|curl [^|]*\| *(ba)?sh|apt-get (update|install)(?!.*rm -rf \/var\/lib\/apt)/.test(rest),
      )
      .map((rest) => `RUN ${rest}`),
  ]
}

test('the recipe of the image is sound', () => {
  expect(validate(read(file)).map(({ message }) => message)).toEqual([])
  expect(faultsOf(read(file))).toEqual([])
})

describe('what is wrong with a recipe is seen', () => {
  const good = read(file)
  test.each([
    ['the base', good.replace('debian:12.12-slim\n', 'debian:latest\n')],
    ['one stage', good.replace(/^FROM \$\{BUILD_IMAGE\}[\s\S]*?(?=^FROM)/m, '')],
    ['ordinary user', good.replace(/^USER .*$/m, '')],
    ['ordinary user', good.replace(/^USER .*$/m, 'USER 0:0')],
    ['was not built', good.replace('WORKDIR /srv/vmeste', 'COPY . /srv/vmeste')],
    ['is well', good.replace(/^HEALTHCHECK .*$/m, '')],
    ['through a shell', good.replace(/^CMD .*$/m, 'CMD start')],
    ['ADD', `${good}ADD x /x\n`],
    ['a secret', good.replace('PORT=3000', 'VMESTE_SECRET=x')],
    ['apt-get', `${good}RUN apt-get install -y curl\n`],
  ])('%s', (said, text) => {
    expect(faultsOf(text).join('\n')).toContain(said)
  })
  test('an unknown instruction', () => {
    expect(validate(`${good}RUNN x\n`)).toHaveLength(1)
  })
})

test('the build is given what is packed, and nothing of this machine', () => {
  const lines = read(`${file}.dockerignore`)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  expect(lines[0]).toBe('*')
  expect(
    lines
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
      .sort(),
  ).toEqual([...parts].sort())
  for (const closed of ['**/node_modules', '**/var', '**/.env']) expect(lines).toContain(closed)
})

test('what is started in the image is there', () => {
  for (const [, path] of read(file).matchAll(/"\/srv\/vmeste\/(bin\/[\w.]+)"/g))
    expect(existsSync(join(root, path!)), path).toBe(true)
  // each package of the workspace is among what is packed, or the lockfile would not be its own
  for (const folder of ['core', 'modules']) expect(readdirSync(join(root, folder)).length).toBeGreaterThan(1)
})
