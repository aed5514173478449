import { Command, Option } from 'commander'
import { langs, VmesteError, type Lang, type Text } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'
import { saysYes } from '../platform/say-yes.ts'
import { terminalLang } from '../platform/terminal-lang.ts'

interface Options { yes?: true; integrity?: string; lang?: Lang; json?: true }

/** `vmeste add stray-animals-0.1.0.tgz`: a stranger's module, after its grants were read. */
export const addCommand = (): Command => new Command('add')
  .description('Add a packed module to this installation: shows what it gets, asks, and unpacks it')
  .argument('<package>', 'a file made by vmeste pack')
  .option('--yes', 'do not ask: for scripts')
  .option('--integrity <sha512-…>', 'refuse any other package than this')
  .addOption(new Option('--lang <lang>', 'language of the sentences; that of the terminal when left out').choices(langs))
  .option('--json', 'one JSON value; asks nothing, so it needs --yes')
  .action(async (given: string, options: Options) => {
    const [{ openPackage }, { describeGrants, plainText }, { addTexts }, { fillText }] = await Promise.all([
      import('../module/add-package.ts'), import('../module/describe-grants.ts'), import('../module/grant-texts.ts'), import('../module/fill-text.ts'),
    ])
    const lang = options.lang ?? terminalLang()
    const say = (text: Text, params: Readonly<Record<string, string>> = {}): string => plainText(fillText(text[lang], params))
    const opened = await openPackage(readEnv().dataFolder, givenPath(given), options.integrity)
    const { stored: { id, version, integrity }, contents, replaces } = opened
    const grants = describeGrants(contents, lang)
    if (!options.json) {
      console.log([
        say(addTexts.heading, { title: contents.manifest.title[lang], id, version }), ...replaces ? [say(addTexts.replaces, { version: replaces })] : [], say(addTexts.integrity, { integrity }),
        '', say(addTexts.grants), ...grants.map((grant) => `  · ${grant}`), '',
      ].join('\n'))
    }
    if (!options.yes && (options.json || !await saysYes(say(addTexts.question)))) throw new VmesteError('VMESTE_ADD_DECLINED', `${id} ${version} was not added: nobody said yes. Scripts say it with --yes`)
    await opened.add()
    console.log(options.json ? JSON.stringify({ id, version, integrity, ...(replaces ? { replaces } : {}), grants }) : say(addTexts.added))
  })
