import { Problem } from '@vmeste/sdk'
import { maxPixels, maxSide, maxUploadBytes } from './file-limits.ts'

/** Everything that can be wrong with a photo, in words for whoever sends or opens it. */
export const fileProblems = {
  tooLarge: () =>
    new Problem(
      'FILE_TOO_LARGE',
      {
        ru: 'Файл больше {max} МБ. Выберите, пожалуйста, фото поменьше.',
        be: 'Файл большы за {max} МБ. Выберыце, калі ласка, меншае фота.',
        en: 'The file is over {max} MB. Please choose a smaller photo.',
      },
      { kind: 'tooLarge', params: { max: maxUploadBytes / 1024 / 1024 } },
    ),

  tooManyPixels: (most = maxPixels) =>
    new Problem(
      'FILE_TOO_MANY_PIXELS',
      {
        ru: 'В фото больше {max} млн точек. Выберите, пожалуйста, снимок поменьше.',
        be: 'У фота больш за {max} млн кропак. Выберыце, калі ласка, меншы здымак.',
        en: 'The photo has over {max} million pixels. Please choose a smaller one.',
      },
      { kind: 'tooLarge', params: { max: most / 1_000_000 } },
    ),

  tooLong: () =>
    new Problem(
      'FILE_SIDE',
      {
        ru: 'Одна сторона фото слишком длинная. Точек в ней может быть до {max}. Выберите, пожалуйста, обычный снимок.',
        be: 'Адзін бок фота занадта доўгі. Кропак у ім можа быць да {max}. Выберыце, калі ласка, звычайны здымак.',
        en: 'One side of the photo is too long. Pixels it may have: {max}. Please choose an ordinary photo.',
      },
      { kind: 'tooLarge', params: { max: maxSide } },
    ),

  type: () =>
    new Problem(
      'FILE_TYPE',
      {
        ru: 'Это не фото, или его формат нам незнаком. Подойдут JPEG, HEIC, PNG, WebP и AVIF.',
        be: 'Гэта не фота, або яго фармат нам невядомы. Падыдуць JPEG, HEIC, PNG, WebP і AVIF.',
        en: 'This is not a photo we can read. JPEG, HEIC, PNG, WebP and AVIF will do.',
      },
      { kind: 'wrongType' },
    ),

  broken: (cause?: unknown) =>
    new Problem(
      'FILE_BROKEN',
      {
        ru: 'Фото дошло не целиком или повреждено. Попробуйте отправить его ещё раз.',
        be: 'Фота дайшло не цалкам або пашкоджана. Паспрабуйце адправіць яго яшчэ раз.',
        en: 'The photo arrived incomplete or is damaged. Please try sending it again.',
      },
      { cause },
    ),

  noRoom: (cause?: unknown) =>
    new Problem(
      'FILE_NO_ROOM',
      {
        ru: 'Сейчас у нас нет места для фото. С самим фото всё в порядке, попробуйте позже.',
        be: 'Цяпер у нас няма месца для фота. З самім фота ўсё ў парадку, паспрабуйце пазней.',
        en: 'We have no room for photos right now. There is nothing wrong with yours; please try again later.',
      },
      { kind: 'unavailable', params: { retryAfterSeconds: 60 }, cause },
    ),

  diskFails: (cause?: unknown) =>
    new Problem(
      'FILE_DISK',
      {
        ru: 'Сейчас фото не сохраняются: у нас неполадки с диском. С самим фото всё в порядке, попробуйте позже.',
        be: 'Цяпер фота не захоўваюцца: у нас непаладкі з дыскам. З самім фота ўсё ў парадку, паспрабуйце пазней.',
        en: 'Photos cannot be kept right now: our disk is in trouble. There is nothing wrong with yours; please try again later.',
      },
      { kind: 'unavailable', params: { retryAfterSeconds: 60 }, cause },
    ),

  badId: () =>
    new Problem('FILE_ID', {
      ru: 'У файла неверный номер: нужен UUID.',
      be: 'У файла няправільны нумар: патрэбны UUID.',
      en: 'The file has a wrong id: a UUID is needed.',
    }),

  conflict: () =>
    new Problem(
      'FILE_CONFLICT',
      {
        ru: 'Под этим номером уже хранится другой файл. Приложите фото заново.',
        be: 'Пад гэтым нумарам ужо захоўваецца іншы файл. Дадайце фота нанова.',
        en: 'Another file is already kept under this id. Please attach the photo anew.',
      },
      { kind: 'conflict' },
    ),

  unknown: (path?: string) =>
    new Problem(
      'FILE_UNKNOWN',
      {
        ru: 'Приложенного фото здесь нет. Приложите его, пожалуйста, ещё раз.',
        be: 'Дададзенага фота тут няма. Дадайце яго, калі ласка, яшчэ раз.',
        en: 'The attached photo is not here. Please attach it again.',
      },
      { path },
    ),

  notFound: () =>
    new Problem(
      'FILE_NOT_FOUND',
      {
        ru: 'Такого файла здесь нет, или ссылка на него устарела.',
        be: 'Такога файла тут няма, або спасылка на яго састарэла.',
        en: 'There is no such file here, or the link to it has expired.',
      },
      { kind: 'notFound' },
    ),

  tooMany: (retryAfterSeconds: number) =>
    new Problem(
      'FILE_RATE_LIMITED',
      {
        ru: 'Слишком много фото подряд. Продолжить можно через {seconds} с.',
        be: 'Занадта шмат фота запар. Працягнуць можна праз {seconds} с.',
        en: 'Too many photos in a row. You can go on in {seconds} s.',
      },
      { kind: 'tooMany', params: { seconds: retryAfterSeconds }, detail: { retryAfterSeconds } },
    ),

  busy: () =>
    new Problem(
      'FILE_BUSY',
      {
        ru: 'Сейчас присылают очень много фото. Попробуйте через минуту.',
        be: 'Цяпер дасылаюць вельмі шмат фота. Паспрабуйце праз хвіліну.',
        en: 'A great many photos are arriving right now. Please try again in a minute.',
      },
      { kind: 'unavailable' },
    ),
}
