import { Problem } from '@vmeste/sdk'

/** What whoever runs the platform hears of a city that cannot be as they say. */
export const cityProblems = {
  slug: (slug: string) =>
    new Problem(
      'VMESTE_CITY_SLUG',
      {
        ru: '«{slug}» не годится для адреса. Подойдут 2–41 знак: строчные латинские буквы, цифры и дефис, первой буква, например luban.',
        be: '«{slug}» не падыходзіць для адраса. Падыдуць 2–41 знак: малыя лацінскія літары, лічбы і злучок, першай літара, напрыклад luban.',
        en: '“{slug}” will not do in an address. Use 2 to 41 small Latin letters, digits and dashes, a letter first, such as luban.',
      },
      { params: { slug } },
    ),

  slugReserved: (slug: string) =>
    new Problem(
      'VMESTE_CITY_SLUG_RESERVED',
      {
        ru: 'Слово «{slug}» занято самой платформой. Выберите другое.',
        be: 'Слова «{slug}» занята самой платформай. Выберыце іншае.',
        en: 'The platform itself uses the word “{slug}”. Please choose another.',
      },
      { params: { slug } },
    ),

  exists: (slug: string) =>
    new Problem(
      'VMESTE_CITY_EXISTS',
      {
        ru: 'Город «{slug}» уже есть. Выберите другое слово или измените его: vmeste city change {slug}.',
        be: 'Горад «{slug}» ужо ёсць. Выберыце іншае слова або змяніце яго: vmeste city change {slug}.',
        en: 'The city “{slug}” exists already. Choose another word, or change it: vmeste city change {slug}.',
      },
      { params: { slug }, kind: 'conflict' },
    ),

  leaving: (slug: string) =>
    new Problem(
      'VMESTE_CITY_LEAVING',
      {
        ru: 'Город «{slug}» удаляют, и это не закончено. Закончите: vmeste city remove {slug}.',
        be: 'Горад «{slug}» выдаляюць, і гэта не скончана. Скончыце: vmeste city remove {slug}.',
        en: 'The city “{slug}” is being removed, and that is not done yet. Finish it: vmeste city remove {slug}.',
      },
      { params: { slug }, kind: 'conflict' },
    ),

  name: (lang: string) =>
    new Problem(
      'VMESTE_CITY_NAME',
      {
        ru: 'Название ({lang}) должно быть видно: от 1 до 80 знаков, с буквами, без невидимых знаков.',
        be: 'Назва ({lang}) мусіць быць бачная: ад 1 да 80 знакаў, з літарамі, без нябачных знакаў.',
        en: 'The name ({lang}) must be seen: 1 to 80 characters, letters among them, no invisible ones.',
      },
      { params: { lang }, path: `name.${lang}` },
    ),

  prefix: (prefix: string) =>
    new Problem(
      'VMESTE_CITY_PREFIX',
      {
        ru: '«{prefix}» не годится для номеров. Подойдут 1–6 букв и цифр, первой буква, например ЛБ.',
        be: '«{prefix}» не падыходзіць для нумароў. Падыдуць 1–6 літар і лічбаў, першай літара, напрыклад ЛБ.',
        en: '“{prefix}” will not do in numbers. Use 1 to 6 letters and digits, a letter first, such as ЛБ.',
      },
      { params: { prefix }, path: 'numberPrefix' },
    ),

  prefixTaken: (prefix: string, slug: string) =>
    new Problem(
      'VMESTE_CITY_PREFIX_TAKEN',
      {
        ru: 'С «{prefix}» начинаются номера города {slug}: их было бы не отличить. Выберите другие буквы.',
        be: 'З «{prefix}» пачынаюцца нумары горада {slug}: іх было б не адрозніць. Выберыце іншыя літары.',
        en: 'The numbers of {slug} begin with “{prefix}”: nobody could tell them apart. Please choose other letters.',
      },
      { params: { prefix, slug }, path: 'numberPrefix', kind: 'conflict' },
    ),

  colour: (colour: string) =>
    new Problem(
      'VMESTE_CITY_COLOUR',
      {
        ru: '«{colour}» не цвет. Напишите его шестью цифрами, например 1d4d3c.',
        be: '«{colour}» не колер. Напішыце яго шасцю лічбамі, напрыклад 1d4d3c.',
        en: '“{colour}” is no colour. Write it with six digits, such as 1d4d3c.',
      },
      { params: { colour }, path: 'brand.colour' },
    ),

  contrast: (onColour: string, colour: string, found: string, better: string) =>
    new Problem(
      'VMESTE_CITY_CONTRAST',
      {
        ru: 'Текст цвета {onColour} на {colour} не прочесть: контраст {comma}, нужно 4,5. На этом фоне читается {better}.',
        be: 'Тэкст колеру {onColour} на {colour} не прачытаць: кантраст {comma}, трэба 4,5. На гэтым фоне чытаецца {better}.',
        en: 'Text of {onColour} on {colour} cannot be read: its contrast is {found}, 4.5 is needed. On this ground {better} can be read.',
      },
      { params: { onColour, colour, found, comma: found.replace('.', ','), better }, path: 'brand.onColour' },
    ),

  centre: (at: string) =>
    new Problem(
      'VMESTE_CITY_CENTRE',
      {
        ru: '«{at}» не место на карте. Напишите широту и долготу через запятую, например 52.80,27.99.',
        be: '«{at}» не месца на карце. Напішыце шырату і даўгату праз коску, напрыклад 52.80,27.99.',
        en: '“{at}” is no place on the map. Write latitude and longitude with a comma between, such as 52.80,27.99.',
      },
      { params: { at }, path: 'centre' },
    ),

  centreSwapped: (at: string, turned: string) =>
    new Problem(
      'VMESTE_CITY_CENTRE_SWAPPED',
      {
        ru: '«{at}» далеко отсюда: похоже, широта и долгота переставлены. Может быть, {turned}?',
        be: '«{at}» далёка адсюль: падобна, шырата і даўгата пераблытаныя. Можа быць, {turned}?',
        en: '“{at}” is far from here: latitude and longitude seem to be swapped. Is it {turned}?',
      },
      { params: { at, turned }, path: 'centre' },
    ),

  timezone: (timezone: string) =>
    new Problem(
      'VMESTE_CITY_TIMEZONE',
      {
        ru: 'Часового пояса «{timezone}» нет. Пример: Europe/Minsk.',
        be: 'Гадзіннага пояса «{timezone}» няма. Прыклад: Europe/Minsk.',
        en: 'There is no time zone “{timezone}”. An example: Europe/Minsk.',
      },
      { params: { timezone }, path: 'timezone' },
    ),

  unknown: (slug: string) =>
    new Problem(
      'VMESTE_CITY_UNKNOWN',
      {
        ru: 'Города «{slug}» здесь нет. Какие есть, покажет: vmeste city list.',
        be: 'Горада «{slug}» тут няма. Якія ёсць, пакажа: vmeste city list.',
        en: 'There is no city “{slug}” here. Those that there are: vmeste city list.',
      },
      { params: { slug }, kind: 'notFound' },
    ),

  unchanged: () =>
    new Problem('VMESTE_CITY_UNCHANGED', {
      ru: 'Менять нечего: всё уже так, или не сказано, что изменить.',
      be: 'Мяняць няма чаго: усё ўжо так, або не сказана, што змяніць.',
      en: 'There is nothing to change: all of it is so already, or nothing was named.',
    }),
}
