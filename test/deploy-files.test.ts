import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root, read } from './workspace.ts'
import { unitOf } from './unit-file.ts'

const docs = read('docs/operations.md')
/** The blocks of the docs, without the indent of their list. */
const blocks = [...docs.matchAll(/^( *)```[^\n]*\n([\s\S]*?)^\1```$/gm)].map(([, indent = '', text = '']) => text.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n'))

test.each(['deploy/systemd/vmeste.service', 'deploy/caddy/Caddyfile', 'deploy/nginx/vmeste.conf'])('the docs show %s as it is', (file) => {
  expect(blocks).toContain(read(file))
  expect(docs).toContain(`](../${file})`)
})

describe('the unit', () => {
  const text = read('deploy/systemd/vmeste.service')
  const unit = unitOf(text)
  test('can be enabled, and stops its database itself', () => {
    expect(Object.keys(unit)).toEqual(['Unit', 'Service', 'Install'])
    expect(unit['Install']).toEqual({ WantedBy: ['multi-user.target'] })
    expect(unit['Service']).toMatchObject({ KillMode: ['mixed'], Restart: ['on-failure'], User: ['vmeste'] })
    const [node = '', ...words] = unit['Service']!['ExecStart']![0]!.split(' ')
    expect(node.startsWith('/')).toBe(true)
    // told to a script of this repository, which is there
    expect(read(words[0]!)).toContain('supervise')
    expect(words).toEqual(['bin/with-node.mjs', 'start'])
    for (const line of text.split('\n').filter(Boolean)) expect(line).toMatch(/^(\[[A-Z]\w+\]|[A-Z]\w+=\S.*)$/)
  })
  test.runIf(spawnSync('systemd-analyze', ['--version']).status === 0)('is what systemd takes', () => {
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', join(root, 'deploy/systemd/vmeste.service')], { encoding: 'utf8' })
    // whether this machine has a node or such an account says nothing about the file
    expect(`${stdout}${stderr}`.split('\n').filter((line) => line.includes('vmeste.service') && !/is not executable|User|not found/.test(line))).toEqual([])
  })
})

test('every block of the Caddyfile opens at the end of a line and closes alone on one', () => {
  let depth = 0
  for (const line of read('deploy/caddy/Caddyfile').split('\n').filter((each) => each.trim() !== '')) {
    // «Unexpected next token after '{'»: nothing may follow it
    expect(line, line).toMatch(/^\t*([^{}]+( \{)?|\})$/)
    if (line.trim() === '}') depth--
    expect(/^\t*/.exec(line)![0].length, line).toBe(depth)
    if (line.endsWith('{')) depth++
  }
  expect(depth).toBe(0)
})

test('every directive of the nginx server ends, and what the platform asks of a proxy is there', () => {
  const text = read('deploy/nginx/vmeste.conf')
  let depth = 0
  for (const line of text.split('\n').map((each) => each.trim()).filter(Boolean)) {
    expect(line, line).toMatch(/^([^{};]+;|[^{};]+ \{|\})$/)
    depth += line.endsWith('{') ? 1 : line === '}' ? -1 : 0
    expect(depth).toBeGreaterThanOrEqual(0)
  }
  expect(depth).toBe(0)
  // what a client wrote into the header goes no further
  for (const needed of ['client_max_body_size 20m;', 'proxy_buffering off;', 'proxy_set_header X-Forwarded-For $remote_addr;', 'proxy_pass http://127.0.0.1:3000;']) expect(text).toContain(needed)
})
