import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { environmentOf, unitOf } from '../unit-file.ts'
import { root, read } from '../workspace.ts'
import { hasTool, ran } from './tool.ts'

const docs = read('docs/operations.md')
/** The blocks of the docs, without the indent of their list. */
const blocks = [...docs.matchAll(/^( *)```[^\n]*\n([\s\S]*?)^\1```$/gm)].map(([, indent = '', text = '']) =>
  text
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n'),
)

test.each(['deploy/systemd/vmeste.service', 'deploy/caddy/Caddyfile', 'deploy/nginx/vmeste.conf'])(
  'the docs show %s as it is',
  (file) => {
    expect(blocks).toContain(read(file))
    expect(docs).toContain(`](../${file})`)
  },
)

describe('the unit', () => {
  const file = 'deploy/systemd/vmeste.service'
  const text = read(file)
  const unit = unitOf(text)
  test('can be enabled, and stops its database itself', () => {
    expect(Object.keys(unit)).toEqual(['Unit', 'Service', 'Install'])
    expect(unit['Install']).toEqual({ WantedBy: ['multi-user.target'] })
    expect(unit['Service']).toMatchObject({ KillMode: ['mixed'], Restart: ['on-failure'], User: ['vmeste'] })
    const [script = '', ...words] = unit['Service']!['ExecStart']![0]!.split(' ')
    // a script of this repository, which is there
    expect(read(script.replace(`${unit['Service']!['WorkingDirectory']![0]!}/`, ''))).toContain('with-node.mjs')
    expect(words).toEqual(['start'])
    for (const line of text.split('\n').filter(Boolean)) expect(line).toMatch(/^(\[[A-Z]\w+\]|[A-Z]\w+=\S*( \S+)*)$/)
  })
  test('may write where it works and nowhere else, and is given no right it does not need', () => {
    const { Service: service } = unit
    expect(service).toMatchObject({
      ProtectSystem: ['strict'],
      ProtectHome: ['yes'],
      PrivateTmp: ['yes'],
      NoNewPrivileges: ['yes'],
      CapabilityBoundingSet: [''],
      ReadWritePaths: ['/srv/vmeste /srv/vmeste-data -/backup'],
      SystemCallFilter: ['@system-service', '~@privileged'],
      RestrictAddressFamilies: ['AF_UNIX AF_INET AF_INET6'],
    })
    // npm keeps what it has fetched, in a home that it may write to
    expect(environmentOf(text)['HOME']).toBe(`/var/cache/${service!['CacheDirectory']![0]!}`)
    const closed = unitOf(read('deploy/systemd/vmeste.service.d/read-only.conf'))['Service']!
    expect(closed).toMatchObject({ ReadWritePaths: ['', '-/backup'], StateDirectory: ['vmeste'] })
    expect(closed['Environment']).toContain('VMESTE_DATA=/var/lib/vmeste')
  })
  test.each(['docs/operations.md', 'docs/ru/operations.md'])(
    'is told what the first start by hand was told (%s)',
    (page) => {
      const written = read(page)
      const [, settings = ''] = /^ *export (VMESTE_URL=.*)$/m.exec(written)!
      const byHand = Object.fromEntries(settings.split(' ').map((each) => each.split('=') as [string, string]))
      expect(Object.keys(byHand)).toEqual(['VMESTE_URL', 'VMESTE_DATA'])
      expect(environmentOf(text)).toMatchObject(byHand)
      // whatever folder the manual has anybody write to, the service may write to
      const paths = unit['Service']!['ReadWritePaths']![0]!.split(' ').map((each) => each.replace(/^-/, ''))
      const named = [...written.matchAll(/(?:VMESTE_DATA=|VMESTE_BACKUP=|`|backup )(\/(?:srv|backup)[\w/.-]*)/g)].map(
        ([, path]) => path!,
      )
      expect(named.length).toBeGreaterThan(8)
      expect(named.filter((path) => !paths.some((each) => `${path}/`.startsWith(`${each}/`)))).toEqual([])
    },
  )
  test.runIf(hasTool('systemd-analyze', ['--version'], `${file} was read by our own rules only`))(
    'is what systemd takes, and what it calls well closed',
    () => {
      // whether this machine has the program or such an account says nothing about the file
      const { said } = ran('systemd-analyze', ['verify', join(root, file)])
      expect(
        said
          .split('\n')
          .filter((line) => line.includes('vmeste.service') && !/is not executable|User|not found/.test(line)),
      ).toEqual([])
      // since version 250 a file is judged that is not installed; 10 is open, 0 is closed
      const judged = ran('systemd-analyze', ['security', '--offline=true', '--threshold=20', join(root, file)])
      if (/unrecognized option/.test(judged.said)) console.log('left out: this systemd judges only what is installed')
      else expect(judged, judged.said).toMatchObject({ status: 0 })
    },
  )
})

const caddyfiles = ['deploy/caddy/Caddyfile', 'deploy/compose/Caddyfile']
test.each(caddyfiles)('every block of %s opens at the end of a line and closes alone on one', (file) => {
  let depth = 0
  for (const line of read(file)
    .split('\n')
    .filter((each) => each.trim() !== '')) {
    // «Unexpected next token after '{'»: nothing may follow it; a variable of the environment is no block
    const bare = line.replaceAll(/\{\$\w+\}/g, 'x')
    expect(bare, line).toMatch(/^\t*([^{}]+( \{)?|\})$/)
    if (line.trim() === '}') depth--
    expect(/^\t*/.exec(line)![0].length, line).toBe(depth)
    if (line.endsWith('{')) depth++
  }
  expect(depth).toBe(0)
})

test
  .runIf(hasTool('caddy', ['version'], `${caddyfiles.join(' and ')} were read by our own rules only`))
  .each(caddyfiles)('%s is what Caddy takes', (file) => {
  const home = folder()
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: home,
    XDG_CONFIG_HOME: home,
    VMESTE_DOMAIN: 'vmeste.example.by',
    KEYCLOAK_DOMAIN: 'id.example.by',
  }
  expect(ran('caddy', ['validate', '--adapter', 'caddyfile', '--config', join(root, file)], { env })).toMatchObject({
    status: 0,
    said: expect.stringContaining('Valid configuration') as string,
  })
  expect(ran('caddy', ['fmt', join(root, file)], { env }).said, 'as Caddy writes it').toBe(read(file))
})

describe('the nginx server', () => {
  const file = 'deploy/nginx/vmeste.conf'
  test('ends every directive, and has what the platform asks of a proxy', () => {
    const text = read(file)
    let depth = 0
    for (const line of text
      .split('\n')
      .map((each) => each.trim())
      .filter(Boolean)) {
      expect(line, line).toMatch(/^([^{};]+;|[^{};]+ \{|\})$/)
      depth += line.endsWith('{') ? 1 : line === '}' ? -1 : 0
      expect(depth).toBeGreaterThanOrEqual(0)
    }
    expect(depth).toBe(0)
    // what a client wrote into the header goes no further
    for (const needed of [
      'client_max_body_size 20m;',
      'proxy_buffering off;',
      'proxy_set_header X-Forwarded-For $remote_addr;',
      'proxy_pass http://127.0.0.1:3000;',
    ])
      expect(text).toContain(needed)
  })
  const possible =
    hasTool('nginx', ['-v'], `${file} was read by our own rules only`) &&
    hasTool('openssl', ['version'], `nginx, which reads certificates, did not read ${file}`)
  test.runIf(possible)('is what nginx takes', () => {
    const home = folder()
    const [key, certificate] = [join(home, 'key.pem'), join(home, 'certificate.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=vmeste.example.by',
        '-keyout',
        key,
        '-out',
        certificate,
      ],
      { stdio: 'ignore' },
    )
    const server = read(file)
      .replaceAll(/\/etc\/letsencrypt\/live\/\S+\/fullchain\.pem/g, certificate)
      .replaceAll(/\/etc\/letsencrypt\/live\/\S+\/privkey\.pem/g, key)
    const whole = join(home, 'nginx.conf')
    writeFileSync(whole, `pid ${home}/pid; error_log stderr; events {} http { access_log off; ${server} }\n`)
    expect(ran('nginx', ['-t', '-c', whole, '-p', home])).toMatchObject({
      status: 0,
      said: expect.stringContaining('test is successful') as string,
    })
  })
})

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'vmeste-deploy-'))
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true })
  })
  return made
}
