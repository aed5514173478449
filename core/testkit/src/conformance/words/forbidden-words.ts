import type { Lang } from '@vmeste/sdk'

/** A word that no text says, and the one that stands for its thing. `docs/words.md` shows this list to writers. */
export interface ForbiddenWord {
  readonly lang: Lang
  /** As writers read it. */
  readonly word: string
  readonly pattern: RegExp
  readonly instead: string
}

const no = (lang: Lang, word: string, pattern: RegExp, instead: string): ForbiddenWord => ({
  lang,
  word,
  pattern,
  instead,
})

export const forbiddenWords: readonly ForbiddenWord[] = [
  // one thing, one word
  no('ru', 'сервис', /(?<!\p{L})сервис/iu, 'модуль для администратора, раздел для жителя'),
  no('ru', 'отдел', /(?<!\p{L})отдел(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\p{L})/u, 'служба'),
  no('ru', 'имя пользователя', /(?<!\p{L})(?:имя|имени|именем) пользователя/iu, 'имя для входа'),
  no('ru', 'пересылка', /(?<!\p{L})пересылк/iu, 'перенаправление'),
  no('ru', 'в портале', /(?<!\p{L})в портале(?!\p{L})/iu, 'на портале'),
  no('ru', 'SMS', /(?<![\p{L}_])SMS(?![\p{L}_])/u, 'СМС'),
  no('be', 'SMS', /(?<![\p{L}_])SMS(?![\p{L}_])/u, 'СМС'),
  no('be', 'каляндар працоўных дзён', /каляндар\p{L}* працоўн/iu, 'рабочы каляндар'),
  no('be', 'у рабоце', /(?<!\p{L})[уў] рабоце/iu, 'у працы'),
  no('be', 'сэрвіс', /(?<!\p{L})сэрвіс/iu, 'модуль для адміністратара, раздзел для жыхара'),
  no('be', 'аддзел', /(?<!\p{L})аддзел(?:а|у|ам|е|ы|аў|амі|ах)?(?!\p{L})/u, 'служба'),
  no('be', 'імя карыстальніка', /(?<!\p{L})(?:імя|імені|імем) карыстальніка/iu, 'імя для ўваходу'),
  no('be', 'перасылка', /(?<!\p{L})перасыл(?:ка|кі|ку)/iu, 'перанакіраванне'),
  no('be', 'у партале', /(?<!\p{L})[уў] партале(?!\p{L})/iu, 'на партале'),
  no('be', 'Вместе', /Вместе/u, 'Разам'),
  no('be', 'звесткі', /(?<!\p{L})звест(?:кі|ак|кам|ках)(?!\p{L})/iu, 'даныя'),
  no('be', 'дадзеныя', /(?<!\p{L})дадзены[яхм]/iu, 'даныя'),
  no('be', 'таблічка', /(?<!\p{L})табліч(?:ка|кі|ку|цы|ак)(?!\p{L})/iu, 'шыльда'),
  no('be', 'служб (родны склон)', /(?<!\p{L})служб(?!\p{L})/iu, 'службаў'),
  no('be', 'правіл (родны склон)', /(?<!\p{L})правіл(?!\p{L})/iu, 'правілаў'),
  no('en', 'Вместе', /Вместе|Разам/u, 'Vmeste'),
  no('en', 'one-stop', /\bone-stop\b/i, 'one window'),
  no('en', 'executor', /\bexecutors?\b/i, 'case officer'),
  no('en', 'triage', /\btriage/i, 'sort'),
  no('en', 'plate', /(?<!number )\bplates?\b/i, 'sign'),
  no('en', 'email', /\bemails?\b/i, 'e-mail'),
  no('en', 'outside (of a body)', /\bpassed outside\b/i, 'passed to another body'),
  // what the platform does not promise, or what nobody says
  no('ru', 'обратитесь', /(?<!\p{L})обратитесь/iu, 'напишите, скажите'),
  no('ru', 'круглосуточно', /(?<!\p{L})круглосуточно/iu, 'часы работы из настроек'),
  no('ru', 'мы уже знаем', /(?<!\p{L})мы уже знаем/iu, 'ничего: запись в журнале — ещё не «знаем»'),
  no('ru', 'является', /(?<!\p{L})явля(?:ется|ются)/iu, 'тире или глагол'),
  no('ru', 'осуществляется', /(?<!\p{L})осуществл/iu, 'глагол: «делаем», «идёт»'),
  no('ru', 'в целях', /(?<!\p{L})в целях(?!\p{L})/iu, 'чтобы'),
  no('ru', 'согласен', /(?<!\p{L})соглас(?:ен|на)(?!\p{L})/iu, 'разрешаю, даю согласие'),
  no('ru', '(а)', /\p{L}\([аи]\)/u, 'без рода: «вы отправили»'),
  no('ru', 'горит (о сроке)', /(?<!\p{L})горит (?:раньше|сначала)/iu, 'срочное'),
  no('be', 'звярніцеся', /(?<!\p{L})звярніцеся/iu, 'напішыце, скажыце'),
  no('be', 'кругласутачна', /(?<!\p{L})кругласутачна/iu, 'гадзіны працы з налад'),
  no('be', 'мы ўжо ведаем', /(?<!\p{L})мы ўжо ведаем/iu, 'нічога: запіс у журнале — яшчэ не «ведаем»'),
  no('be', 'з’яўляецца', /(?<!\p{L})з[’'ʼ]яўля(?:ецца|юцца)/iu, 'працяжнік або дзеяслоў'),
  no('be', 'ажыццяўляецца', /(?<!\p{L})ажыццяўл/iu, 'дзеяслоў: «робім», «ідзе»'),
  no('be', 'у мэтах', /(?<!\p{L})[уў] мэтах(?!\p{L})/iu, 'каб'),
  no('be', 'згодны', /(?<!\p{L})згод(?:ны|на)(?!\p{L})/iu, 'дазваляю, даю згоду'),
  no('be', '(а)', /\p{L}\([аі]\)/u, 'без роду: «вы адправілі»'),
  no('be', 'проста зараз', /(?<!\p{L})проста зараз/iu, 'ужо цяпер'),
  no('be', 'выгляду (вида)', /(?<!\p{L})(?:пошту|код|адрас|нумар) выгляду/iu, 'напрыклад'),
  no('be', 'працечка', /(?<!\p{L})працеч[кц]/iu, 'цячэ'),
  no('be', 'звалка, звалішча', /(?<!\p{L})звал(?:к[аіу]|ішч)/iu, 'сметнік'),
  no('be', 'пакажыце тэлефон', /(?<!\p{L})пакажыце (?:тэлефон|пошту|дзень|імя|нумар|каму)/iu, 'укажыце'),
  no('be', 'аб', /(?<!\p{L})аб(?!\p{L})/u, 'пра'),
  no(
    'be',
    'гэта перад назоўнікам',
    /(?<!\p{L})гэта (?:служба|старонка|платформа|форма|каманда|спасылка|падказка|дзеянне|поле|месца|фота)(?!\p{L})/iu,
    'гэтая, гэтае',
  ),
  no('ru', 'касание', /(?<!\p{L})касани/iu, 'нажатие'),
  no('be', 'дотык', /(?<!\p{L})дотык/iu, 'націск'),
  no('en', 'day and night', /\bday and night\b/i, 'the hours out of the settings'),
  no('en', 'no more (no longer)', /\b(?:may|works?|can) no more\b/i, 'no longer'),
  no('en', 'taken in hand', /\b(?:take|taken|took) it in hand\b/i, 'has started work on it'),
  no('en', 'decreed', /\bdecreed\b/i, 'approved, announced'),
  no('en', 'he or she', /\b(?:he or she|his or her|he\/she|his\/her)\b/i, 'they'),
  no('en', 'put back', /\bput back as it was\b/i, 'undone'),
  no('en', 'sidewalk', /\bsidewalk/i, 'pavement'),
  no(
    'en',
    'color, center, gray',
    /\b(?:colors?|colored|centers?|gray|neighbors?)\b/i,
    'colour, centre, grey, neighbour',
  ),
  no('en', 'organization', /\b(?:organiz|recogniz|apologiz)/i, 'organisation: British spelling'),
]
