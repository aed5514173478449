import { Command, Option } from 'commander'
import { langs } from '@vmeste/sdk'
import { add, addAsBefore } from '../city/add.ts'
import { change } from '../city/change.ts'
import { list } from '../city/list.ts'
import { remove } from '../city/remove.ts'

/** `vmeste city add | change | remove | list`. */
export const cityCommand = (): Command =>
  new Command('city')
    .description('The cities of this installation')
    .addCommand(
      facts(new Command('add').description('Make a city, with the modules that new cities start with'), true).action(
        add,
      ),
    )
    .addCommand(
      facts(
        new Command('change').description('Change what a city is called and how it looks; hosts show it at once'),
        false,
      )
        .option('--sign <file>', 'its sign in place of the platform’s: PNG, JPEG, WebP or SVG; none takes it away')
        .action(change),
    )
    .addCommand(
      spoken(
        new Command('remove')
          .argument('<slug>')
          .description(
            'Take a city away for good, beside running hosts or without them: says what goes, offers an export, and asks',
          )
          .option('--export <file>', 'write everything of it into this tar.gz first')
          .option('--yes <slug>', 'the slug once more instead of being asked: for scripts'),
      ).action(remove),
    )
    .addCommand(spoken(new Command('list').description('Name all cities')).action(list))
    // as release 0.1.0 had it, for one release more
    .addCommand(facts(new Command('slug'), false).action(addAsBefore), { isDefault: true, hidden: true })

function facts(command: Command, needed: boolean): Command {
  const option = (flags: string, text: string): Option => new Option(flags, text).makeOptionMandatory(needed)
  return spoken(
    command
      .argument('<slug>', needed ? 'as it stands in addresses: lower-case letters, digits, dash' : undefined)
      .addOption(option('--ru <name>', 'its name in Russian'))
      .addOption(option('--be <name>', 'in Belarusian'))
      .addOption(option('--en <name>', 'in English'))
      .addOption(
        option(
          '--prefix <letters>',
          `before its registration numbers: УЗ${needed ? '' : '; those that were given stay'}`,
        ),
      )
      .addOption(option('--at <lat,lon>', 'its centre: 53.46,27.21'))
      .option('--timezone <zone>', `IANA name${needed ? '; Europe/Minsk when left out' : ''}`)
      .option('--colour <hex>', 'of its pages: 1d4d3c')
      .option('--on-colour <hex>', 'of text on it; black or white, whichever is read better, when left out'),
  )
}

const spoken = (command: Command): Command =>
  command
    .option('--json', 'one JSON value')
    .addOption(new Option('--lang <lang>', 'of what is refused; Russian when left out').choices(langs))
