import { Command, Option } from 'commander'
import { langs, type Lang } from '@vmeste/sdk'
import { requireBackupPlace } from '../platform/backup-place.ts'
import { readEnv } from '../platform/read-env.ts'
import { withNoted } from '../platform/running.ts'
import { terminalLang } from '../platform/terminal-lang.ts'

/** `vmeste status`: what is well and what is not, each with what to do; exit code 1 when something is red. */
export const statusCommand = (): Command =>
  new Command('status')
    .description(
      'The state of the installation, beside a running host, without one, and with the database down. Exit code 1 when a line is red',
    )
    .addOption(new Option('--lang <lang>', 'of the lines; that of the terminal when left out').choices(langs))
    .option('--json', 'one JSON value: {"ok","checks":[{"id","state","text","remedy"}]}')
    .action(async (options: { lang?: Lang; json?: true }) => {
      const [{ readStatus }, { isWell }, { statusTable }] = await Promise.all([
        import('../platform/read-status.ts'),
        import('@vmeste/host/status'),
        import('../platform/status-table.ts'),
      ])
      const lang = options.lang ?? terminalLang()
      const env = readEnv()
      await requireBackupPlace(env)
      const checks = await readStatus(await withNoted(env))
      const ok = isWell(checks)
      if (options.json)
        console.log(
          JSON.stringify({
            ok,
            checks: checks.map(({ id, state, text, remedy }) => ({
              id,
              state,
              text: text[lang],
              remedy: remedy?.[lang] ?? null,
            })),
          }),
        )
      else process.stdout.write(statusTable(checks, lang))
      process.exitCode = ok ? 0 : 1
    })
