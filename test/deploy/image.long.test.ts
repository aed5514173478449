import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parts } from '../../deploy/offline/sources.ts'
import { root, read } from '../workspace.ts'
import { mayHaveOtherRoot, startInOtherRoot } from './other-root.ts'

/** Instructions of the Dockerfile by stage, continued lines joined. */
const stages = read('deploy/docker/Dockerfile')
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll(/\\\n/g, ' ')
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) =>
    stage
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line)!
        return { word, rest: rest.trim() }
      }),
  )
const [build = [], final = []] = stages
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`
const wordsOf = (json: string): string[] => JSON.parse(json.replace(/^.*?(?=\[)/, '')) as string[]
const the = (word: string): string => final.find((each) => each.word === word)!.rest

/** What Docker would do with each instruction, in a file system that is ours. */
function steps(instructions: typeof final): string[] {
  let at = '/'
  return instructions.flatMap(({ word, rest }) => {
    if (word === 'WORKDIR') {
      at = rest
      return [`mkdir -p .${rest}`]
    }
    if (word === 'RUN') return [`chroot . sh -c ${quoted(`cd ${at} && ${rest}`)}`]
    if (word !== 'COPY') return []
    const [, from, to] = /^(?:--from=build )?(\S+) (\S+)$/.exec(rest)!
    return from === '.'
      ? [
          `tar -C ${root} --exclude=node_modules --exclude=dist --exclude=var --exclude=*.log -cf - ${parts.filter((part) => existsSync(join(root, part))).join(' ')} | tar -xf - -C .${at}`,
        ]
      : [`rm -rf .${to!} && cp -a .${from!} .${to!}`]
  })
}

const started = (): string =>
  [
    'set -x',
    'mount -t proc proc proc',
    ...steps(build),
    ...steps(final),
    // what the first stage worked with is not in the image
    'rm -rf ./src ./out',
    'mount --bind data data',
    'mount -o remount,ro,bind .',
    'ip link set lo up',
    `exec chroot --userspec=${the('USER')} --groups=${the('USER').split(':')[1]!} . env -i PATH=/usr/bin:/bin VMESTE_DEMO=on ${the('ENV')} sh -c ${quoted(`cd ${the('WORKDIR')} && exec ${[...wordsOf(the('ENTRYPOINT')), ...wordsOf(the('CMD'))].join(' ')}`)}`,
  ].join('\n')

test.runIf(mayHaveOtherRoot('the commands of the Dockerfile were not run'))(
  'the commands of the Dockerfile make what starts read-only, as an ordinary account, without a network of its own',
  async () => {
    const image = startInOtherRoot(started(), ['--net'])
    onTestFinished(() => image.end())
    const [uid = '', gid = ''] = the('USER').split(':')
    const as = (...words: string[]): string[] => [
      'setpriv',
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      ...words,
    ]
    await image.until(600_000, ...as(...wordsOf(the('HEALTHCHECK'))))
    // the root filesystem is closed, the volume is not
    await expect(image.inside(...as('touch', '/srv/vmeste/x'))).rejects.toThrow(
      /Read-only file system|Permission denied/,
    )
    await expect(image.inside('touch', '/srv/vmeste/x')).rejects.toThrow('Read-only file system')
    expect((await image.inside('stat', '--format=%U %a', '/data/secret')).stdout.trim()).toBe('vmeste 600')
    expect(image.output()).toContain('Vmeste is ready')
    expect(image.output()).not.toMatch(/portal built: [1-9]/)
  },
  900_000,
)
