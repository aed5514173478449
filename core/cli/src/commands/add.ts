import { userInfo } from 'node:os'
import { Command, Option } from 'commander'
import { langs, VmesteError, type Lang, type Text } from '@vmeste/sdk'
import type { AcceptedModule } from '@vmeste/host/packages'
import type { OpenedPackage } from '../module/add-package.ts'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'
import { answerTo, saysYes } from '../platform/say-yes.ts'
import { withNoted } from '../platform/running.ts'
import { terminalLang } from '../platform/terminal-lang.ts'

interface Options {
  yes?: true
  iTrust?: string
  integrity?: string
  lang?: Lang
  json?: true
}
type Say = (text: Text, params?: Readonly<Record<string, string>>) => string

/** `vmeste add stray-animals-0.1.0.tgz`: a stranger's module, after its grants were read. */
export const addCommand = (): Command =>
  new Command('add')
    .description('Add a packed module to this installation: shows what it gets, asks, and unpacks it')
    .argument('<package>', 'a file made by vmeste pack')
    .option('--yes', 'do not ask: for scripts')
    .option(
      '--i-trust <id@sha512-…>',
      'beside --yes, outside the demonstration: this very package may run inside the platform',
    )
    .option('--integrity <sha512-…>', 'refuse any other package than this')
    .addOption(
      new Option('--lang <lang>', 'language of the sentences; that of the terminal when left out').choices(langs),
    )
    .option('--json', 'one JSON value; asks nothing, so it needs --yes')
    .action(async (given: string, options: Options) => {
      const [{ openPackage }, { describeGrants, plainText }, { addTexts }, { fillText }] = await Promise.all([
        import('../module/add-package.ts'),
        import('../module/describe-grants.ts'),
        import('../module/grant-texts.ts'),
        import('../module/fill-text.ts'),
      ])
      const lang = options.lang ?? terminalLang()
      const say: Say = (text, params = {}) => plainText(fillText(text[lang], params))
      const env = await withNoted(readEnv())
      const opened = await openPackage(env.dataFolder, givenPath(given), options.integrity, env.databaseUrl)
      const {
        stored: { id, version, integrity },
        contents,
        replaces,
        adds,
        migrations,
      } = opened
      const grants = describeGrants(contents, lang)
      // the last sentence holds for every module and is nothing new
      const newGrants = adds && describeGrants(adds, lang).slice(0, -1)
      if (!options.json) {
        console.log(
          [
            say(addTexts.heading, { title: contents.manifest.title[lang], id, version }),
            ...(replaces ? [say(addTexts.replaces, { version: replaces })] : []),
            say(addTexts.integrity, { integrity }),
            '',
            say(addTexts.grants),
            ...grants.map((grant) => `  · ${grant}`),
            ...(newGrants
              ? [
                  '',
                  ...(newGrants.length
                    ? [say(addTexts.newGrants), ...newGrants.map((grant) => `  + ${grant}`)]
                    : [say(addTexts.noNewGrants)]),
                ]
              : []),
            ...(migrations.length ? ['', say(addTexts.migrations, { names: migrations.join(', ') })] : []),
            '',
          ].join('\n'),
        )
      }
      const accepted = await consent(opened, options, env.demonstration, say, addTexts.question)
      await opened.add(accepted)
      const answered = {
        id,
        version,
        integrity,
        ...(replaces ? { replaces } : {}),
        grants,
        ...(newGrants ? { newGrants } : {}),
        migrations,
        ...(accepted ? { accepted } : {}),
      }
      console.log(options.json ? JSON.stringify(answered) : say(addTexts.added))
    })

/**
 * A yes is enough in the demonstration and for what the project has read. Elsewhere code of a stranger comes into a
 * process with people's data in it: its name is typed, and who did so is kept.
 */
async function consent(
  { stored, reviewed }: OpenedPackage,
  { yes, iTrust, json }: Options,
  demonstration: boolean,
  say: Say,
  question: Text,
): Promise<AcceptedModule | undefined> {
  const { id, version, integrity } = stored
  if (demonstration || reviewed) {
    if (yes || (!json && (await saysYes(say(question))))) return undefined
    throw new VmesteError(
      'VMESTE_ADD_DECLINED',
      `${id} ${version} was not added: nobody said yes. Scripts say it with --yes`,
    )
  }
  const { trustSentences, trustTexts } = await import('../module/trust-texts.ts')
  if (!json) console.log([say(trustTexts.heading), ...trustTexts.can.map((each) => `  ! ${say(each)}`), ''].join('\n'))
  const exactly = `${id}@${integrity}`
  if (iTrust !== undefined && iTrust !== exactly)
    throw new VmesteError(
      'VMESTE_ADD_UNTRUSTED',
      `${id} ${version} was not added: --i-trust names ${iTrust}, this is ${exactly}`,
    )
  const bySwitch = iTrust === exactly && yes === true
  if (!bySwitch && (yes || json)) {
    throw new VmesteError(
      'VMESTE_ADD_UNTRUSTED',
      `${id} ${version} was not added: its code would run beside people's data, and --yes alone does not say who trusts it. ` +
        `Read docs/trust.md; scripts say --yes --i-trust ${exactly}`,
    )
  }
  if (!bySwitch && (await answerTo(say(trustTexts.question, { id }))) !== id)
    throw new VmesteError('VMESTE_ADD_DECLINED', `${id} ${version} was not added: its name was not typed`)
  return {
    ...stored,
    by: account(),
    at: new Date().toISOString(),
    sentences: trustSentences,
    how: bySwitch ? 'flag' : 'typed',
  }
}

/** The account may have no name: a number in a container. */
function account(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}
