import type { Text } from '@vmeste/sdk'
import { fail, ok, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import type { DiskFacts, Facts } from '../facts/facts.ts'
import { day, fill, sizeOf, spanOf, together } from '../facts/words.ts'
import { silentAfterMs } from './of-database.ts'

/** Growth is told from so many days on: a day of rest says nothing. */
const leastDays = 7

/**
 * Days until a disk is full at the pace of its last readings; undefined where it does not grow, or too little is known.
 */
export function daysLeft({ days, freeBytes }: Pick<DiskFacts, 'days' | 'freeBytes'>): number | undefined {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return undefined
  const span = (last.day.getTime() - first.day.getTime()) / day
  const grown = last.usedBytes - first.usedBytes
  return span >= leastDays && grown > 0 ? Math.floor(freeBytes / (grown / span)) : undefined
}

export function diskCheck({ disk }: Facts): Check {
  if (disk instanceof Unasked) return unasked('disk', disk)
  const { usedBytes, freeBytes } = disk
  const share = usedBytes / Math.max(usedBytes + freeBytes, 1)
  const left = daysLeft(disk)
  const growth: Text | undefined =
    left === undefined
      ? undefined
      : left > 730
        ? {
            ru: 'Так хватит больше чем на два года.',
            be: 'Так хопіць больш чым на два гады.',
            en: 'At this pace it lasts more than two years.',
          }
        : fill(
            {
              ru: 'Такими темпами хватит на {left} дн.',
              be: 'Такім тэмпам хопіць на {left} дз.',
              en: 'Days it lasts at this pace: {left}.',
            },
            { left },
          )
  const text = together(
    fill(
      {
        ru: 'Занято {share} %, свободно {free}.',
        be: 'Занята {share} %, вольна {free}.',
        en: '{share} % used, {free} free.',
      },
      { share: Math.floor(share * 100), free: sizeOf(freeBytes) },
    ),
    growth,
  )
  const remedy = {
    ru: 'Освободите место или дайте диску больше: заполненный диск останавливает базу и фотографии.',
    be: 'Вызваліце месца або дайце дыску больш: поўны дыск спыняе базу і фатаграфіі.',
    en: 'Free some room or give the disk more: a full one stops the database and photos.',
  }
  return share >= 0.95
    ? fail('disk', text, remedy)
    : share >= 0.85 || (left !== undefined && left < 30)
      ? warn('disk', text, remedy)
      : ok('disk', text)
}

export function certificateCheck({ certificate, at }: Facts): Check {
  if (certificate instanceof Unasked) return unasked('certificate', certificate)
  const proxy = {
    ru: 'Обновите сертификат на прокси (Caddy делает это сам, certbot — по расписанию).',
    be: 'Абнавіце сертыфікат на проксі (Caddy робіць гэта сам, certbot — па раскладзе).',
    en: 'Renew it at the proxy (Caddy does so by itself, certbot by its timer).',
  }
  if (certificate.kind === 'none') {
    return certificate.local
      ? ok('certificate', {
          ru: 'Адрес местный, сертификат не нужен.',
          be: 'Адрас мясцовы, сертыфікат не патрэбны.',
          en: 'The address is local: none is needed.',
        })
      : warn(
          'certificate',
          {
            ru: 'Адрес без https: браузеры никого не впустят.',
            be: 'Адрас без https: браўзеры нікога не ўпусцяць.',
            en: 'The address has no https: browsers sign nobody in.',
          },
          {
            ru: 'Поставьте прокси с сертификатом и задайте VMESTE_URL=https://…',
            be: 'Пастаўце проксі з сертыфікатам і задайце VMESTE_URL=https://…',
            en: 'Put a proxy with a certificate in front and set VMESTE_URL=https://…',
          },
        )
  }
  if (certificate.kind === 'unreachable') {
    return warn(
      'certificate',
      fill(
        {
          ru: 'Публичный адрес отсюда не отвечает: {why}.',
          be: 'Публічны адрас адсюль не адказвае: {why}.',
          en: 'The public address does not answer from here: {why}.',
        },
        { why: certificate.why },
      ),
      {
        ru: 'Откройте VMESTE_URL в браузере; если и там не отвечает, посмотрите прокси и DNS.',
        be: 'Адкрыйце VMESTE_URL у браўзеры; калі і там не адказвае, паглядзіце проксі і DNS.',
        en: 'Open VMESTE_URL in a browser; if it does not answer there either, look at the proxy and at DNS.',
      },
    )
  }
  const left = certificate.until.getTime() - at.getTime()
  if (left <= 0)
    return fail(
      'certificate',
      {
        ru: 'Сертификат истёк: сайт не открывается.',
        be: 'Сертыфікат скончыўся: сайт не адкрываецца.',
        en: 'The certificate has expired: nobody gets in.',
      },
      proxy,
    )
  if (certificate.refused)
    return fail(
      'certificate',
      fill(
        {
          ru: 'Браузеры не примут сертификат: {why}.',
          be: 'Браўзеры не прымуць сертыфікат: {why}.',
          en: 'Browsers refuse the certificate: {why}.',
        },
        { why: certificate.refused },
      ),
      proxy,
    )
  const text = fill(
    { ru: 'Действует ещё {left} дн.', be: 'Дзейнічае яшчэ {left} дз.', en: 'Good for {left} more days.' },
    { left: Math.floor(left / day) },
  )
  return left < 7 * day
    ? fail('certificate', text, proxy)
    : left < 21 * day
      ? warn('certificate', text, proxy)
      : ok('certificate', text)
}

export function clockCheck({ clock, hosts }: Facts): Check {
  if (clock instanceof Unasked) return unasked('clock', clock)
  const offsets = [
    clock,
    0,
    ...(hosts instanceof Unasked
      ? []
      : hosts.filter(({ silentMs }) => silentMs < silentAfterMs).map(({ clockMs }) => clockMs)),
  ]
  const apart = Math.max(...offsets) - Math.min(...offsets)
  const text = fill(
    {
      ru: 'Часы серверов и базы расходятся на {apart}.',
      be: 'Гадзіннікі сервераў і базы разыходзяцца на {apart}.',
      en: 'The clocks of hosts and database are {apart} apart.',
    },
    { apart: spanOf(apart) },
  )
  const remedy = {
    ru: 'Включите сверку времени на каждой машине: timedatectl set-ntp true.',
    be: 'Уключыце звярку часу на кожнай машыне: timedatectl set-ntp true.',
    en: 'Let every machine keep the time: timedatectl set-ntp true.',
  }
  if (apart > 60_000) return fail('clock', text, remedy)
  return apart > 5_000
    ? warn('clock', text, remedy)
    : ok('clock', {
        ru: 'Часы серверов и базы идут вместе.',
        be: 'Гадзіннікі сервераў і базы ідуць разам.',
        en: 'The clocks of hosts and database agree.',
      })
}
