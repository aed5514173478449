import { langs } from '@vmeste/sdk'
import type { Said } from './word-faults.ts'

/** One thing and its word in three languages. `docs/words.md` shows this list to writers. */
export interface Term {
  readonly ru: string
  readonly be: string
  readonly en: string
  /** By what each is known in all its forms. English often says «it» or nothing where the other two name the thing. */
  readonly stems: Readonly<Record<'ru' | 'be', RegExp>> & { readonly en: RegExp | undefined }
}

const term = (shown: [ru: string, be: string, en: string], ru: string, be: string, en?: string): Term => ({
  ru: shown[0],
  be: shown[1],
  en: shown[2],
  stems: { ru: stem(ru), be: stem(be), en: en === undefined ? undefined : stem(en) },
})
const stem = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})`, 'iu')

export const terms: readonly Term[] = [
  term(['обращение', 'зварот', 'appeal'], 'обращени(?!\\p{L}* с )', 'зварот(?!н)', 'appeal'),
  term(['сообщение', 'паведамленне', 'report'], 'сообщени', 'паведамленн'),
  term(['уведомление', 'апавяшчэнне', 'notification, notice'], 'уведомлени', 'апавяшчэнн'),
  term(['служба', 'служба', 'department'], 'служб', 'служб'),
  term(['модуль', 'модуль', 'module'], 'модул', 'модул'),
  term(['личные данные', 'асабістыя даныя', 'personal data'], 'личны[ех] данны', 'асабісты[ях] дан'),
  term(['жалоба', 'скарга', 'complaint'], 'жалоб', 'скарг', 'complaint'),
  term(['предложение (вид обращения)', 'прапанова', 'proposal'], 'предложени[еяй] гражд', 'прапанов', 'proposal'),
  term(['заявление', 'заява', 'application, statement'], 'заявлени', 'заяв', 'application|statement'),
  term(['заявитель', 'заяўнік', 'applicant'], 'заявител', 'заяўні', 'applicant'),
  term(['представитель', 'прадстаўнік', 'representative'], 'представител', 'прадстаўні', 'representative'),
  term(
    ['регистрационный номер', 'рэгістрацыйны нумар', 'registration number'],
    'регистрационн',
    'рэгістрацыйн',
    'registration',
  ),
  term(['перенаправление', 'перанакіраванне', 'forwarding'], 'перенаправл', 'перанакірава', 'forward'),
  term(['отзыв (мнение)', 'водгук', 'comment'], 'отзыв(?!ать|ает)', 'водгук'),
  term(['просрочено', 'пратэрмінавана', 'overdue'], 'просроч', 'пратэрмінав'),
  term(['дубликат', 'дублікат', 'duplicate'], 'дубликат', 'дублікат', 'duplicate'),
  term(['исполнитель', 'выканаўца', 'case officer'], 'исполнител(?!ьн)', 'выкана[ўу]ц'),
  term(['поручение', 'даручэнне', 'assignment'], 'поручени', 'даручэнн', 'assignment'),
  term(['резолюция', 'рэзалюцыя', 'resolution'], 'резолюци', 'рэзалюцы', 'resolution'),
  term(['на контроле', 'на кантролі', 'under control'], 'контрол[еяю]', 'кантрол', 'control'),
  term(['инцидент', 'інцыдэнт', 'incident'], 'инцидент', 'інцыдэнт', 'incident'),
  term(['паблик', 'суполка', 'community page'], 'паблик', 'суполк', 'community page'),
  term(
    ['центр управления', 'цэнтр кіравання', 'control centre'],
    'центр[а-я]* управления',
    'цэнтр[а-яў]* кіравання',
    'control centre',
  ),
  term(['одно окно', 'адно акно', 'one window'], 'одн[оа-я]+ окн', 'адн[оа-яў]+ акн', 'one.window'),
  term(
    ['административная процедура', 'адміністрацыйная працэдура', 'administrative procedure'],
    'административн\\p{L}* процедур',
    'адміністрацыйн\\p{L}* працэдур',
    'administrative procedure',
  ),
  term(
    ['межведомственный запрос', 'міжведамасны запыт', 'interdepartmental request'],
    'межведомственн',
    'міжведамасн',
    'interdepartmental',
  ),
  term(
    ['базовая величина', 'базавая велічыня', 'base value'],
    'базов\\p{L}+ величин',
    'базав\\p{L}+ велічын',
    'base value',
  ),
  term(['счёт; квитанция', 'рахунак; квітанцыя', 'bill; receipt'], 'квитанц', 'квітанц', 'receipt|bill'),
  term(['талон', 'талон', 'queue ticket'], 'талон', 'талон', 'ticket'),
  term(
    ['электронная очередь', 'электронная чарга', 'queue'],
    'электронн\\p{L}+ очеред',
    'электронн\\p{L}+ чар[гз]',
    'queue',
  ),
  term(
    ['личный приём', 'асабісты прыём', 'personal reception'],
    'личн\\p{L}+ приём',
    'асабіст\\p{L}+ прыём',
    'reception',
  ),
  term(['прямая линия', 'прамая лінія', 'direct line'], 'прям\\p{L}+ лини', 'прам\\p{L}+ ліні', 'direct line'),
  term(['горячая линия', 'гарачая лінія', 'hotline'], 'горяч\\p{L}+ лини', 'гарач\\p{L}+ ліні', 'hotline'),
]

/** A thing that one language names and another calls something else. */
export const termFaults = (said: Said): string[] =>
  terms.flatMap(({ stems, ...word }) =>
    (['ru', 'be'] as const)
      .filter((of) => stems[of].test(said[of] ?? ''))
      .flatMap((of) =>
        langs
          .filter(
            (lang) =>
              (of === 'ru' || lang !== 'en') && said[lang] !== undefined && stems[lang]?.test(said[lang]) === false,
          )
          .map((lang) => `in "${of}" it names «${word[of]}», in "${lang}" it does not: the word is «${word[lang]}»`),
      ),
  )
