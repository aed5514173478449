import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../workspace.ts'
import { mayHaveOtherRoot, startInOtherRoot } from './other-root.ts'
import { hasTool } from './tool.ts'

const possible =
  hasTool('/lib/systemd/systemd', ['--version'], 'the unit was not started') &&
  mayHaveOtherRoot('the unit was not started under a systemd of its own')
let home = ''

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'vmeste-unit-'))
  if (possible)
    execFileSync(
      process.execPath,
      [join(root, 'bin/with-node.mjs'), 'pack:offline', '--folder', join(home, 'vmeste')],
      { cwd: root, stdio: 'ignore', timeout: 600_000 },
    )
}, 600_000)
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

/** A systemd that knows nothing of this machine's services: the copy's own processes, network and names. */
const systemd = (closed: boolean): string => `
mount -t proc proc proc
mount -t sysfs sysfs sys -o ro
mount -t tmpfs tmpfs sys/fs/cgroup
mkdir sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd 2>/dev/null || { umount sys/fs/cgroup; mount -t cgroup2 cgroup2 sys/fs/cgroup; }
ip link set lo up
for unit in etc/systemd/system/*.wants/* usr/lib/systemd/system/systemd-udevd.service; do ln -sf /dev/null etc/systemd/system/$(basename $unit); done
chroot . useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin vmeste
rm -rf srv/vmeste && cp -a ${home}/vmeste srv/vmeste
cp ${root}/deploy/systemd/vmeste.service etc/systemd/system/
mkdir -p etc/vmeste etc/systemd/system/vmeste.service.d
${closed ? `cp ${root}/deploy/systemd/vmeste.service.d/read-only.conf etc/systemd/system/vmeste.service.d/` : 'mkdir srv/vmeste-data && chroot . chown -R vmeste /srv/vmeste /srv/vmeste-data'}
printf 'VMESTE_URL=http://localhost:3000\\nVMESTE_DEMO=on\\n' > etc/vmeste/vmeste.env
export container=other
exec chroot . /lib/systemd/systemd --system --unit=sysinit.target --log-target=null
`

test.runIf(possible).each([
  ['as it stands', false],
  ['with read-only.conf', true],
])(
  'the unit %s runs everything under its restrictions: the embedded PostgreSQL, drawn photos, the demonstration',
  async (_, closed) => {
    const machine = startInOtherRoot(
      systemd(closed),
      ['--pid', '--fork', '--uts', '--ipc', '--net', '--cgroup'],
      'child',
    )
    onTestFinished(() => machine.end())
    await machine.until(60_000, 'systemctl', 'is-active', 'sysinit.target')
    await machine.inside('systemctl', 'start', 'vmeste')
    const status = '/proc/$(systemctl show --property=MainPID --value vmeste)/status'
    await machine
      .until(400_000, '/srv/vmeste/node_modules/.bin/node', '/srv/vmeste/bin/healthy.mjs')
      .catch(async (error: unknown) => {
        throw new Error((await machine.inside('journalctl', '--unit=vmeste', '--no-pager')).stdout, { cause: error })
      })
    expect(
      (await machine.inside('sh', '-c', `grep -E '^(NoNewPrivs|Seccomp|CapBnd):' ${status}`)).stdout
        .replaceAll(/\t+/g, ' ')
        .trim()
        .split('\n'),
    ).toEqual(['CapBnd: 0000000000000000', 'NoNewPrivs: 1', 'Seccomp: 2'])
    const data = closed ? '/var/lib/vmeste' : '/srv/vmeste-data'
    expect(
      (await machine.inside('sh', '-c', `stat --format=%U ${data}/secret; find ${data}/files -type f | wc -l`)).stdout,
    ).toMatch(/^vmeste\n[1-9]/)
    await machine.inside('systemctl', 'stop', 'vmeste')
    expect((await machine.inside('systemctl', 'show', '--property=Result', '--value', 'vmeste')).stdout.trim()).toBe(
      'success',
    )
    await expect(machine.inside('pgrep', 'postgres')).rejects.toThrow()
  },
  900_000,
)
