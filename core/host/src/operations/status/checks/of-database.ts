import { fail, ok, restoreUnfinished, unasked, Unasked, warn, type Check } from '../facts/check.ts'
import type { Facts } from '../facts/facts.ts'
import { fill, listOf, sizeOf, spanOf } from '../facts/words.ts'
import { databaseFaults, unfinishedRestore } from './faults-of-database.ts'

export function databaseCheck({ database }: Facts): Check {
  if (database instanceof Unasked) {
    const known = databaseFaults[database.why]
    if (known) return fail('database', known.text, known.remedy)
    return fail(
      'database',
      {
        ru: `Не отвечает: ${database.why}.`,
        be: `Не адказвае: ${database.why}.`,
        en: `It does not answer: ${database.why}.`,
      },
      {
        ru: 'Запустите PostgreSQL и проверьте DATABASE_URL; встроенную базу запускает сама платформа (npm start).',
        be: 'Запусціце PostgreSQL і праверце DATABASE_URL; убудаваную базу запускае сама платформа (npm start).',
        en: 'Start PostgreSQL and look at DATABASE_URL; the embedded one is started by the platform itself (npm start).',
      },
    )
  }
  return ok(
    'database',
    fill(
      { ru: 'PostgreSQL {version}, {size}.', be: 'PostgreSQL {version}, {size}.', en: 'PostgreSQL {version}, {size}.' },
      { version: database.version, size: sizeOf(database.bytes) },
    ),
  )
}

export function schemaCheck({ schema, version, hosts }: Facts): Check {
  if (schema instanceof Unasked)
    return schema.why === restoreUnfinished ? unfinishedRestore('schema') : unasked('schema', schema)
  if (schema.unknown.length > 0) {
    return fail(
      'schema',
      fill(
        {
          ru: 'Схему меняла более новая версия: {names}; здесь {version}.',
          be: 'Схему змяняла навейшая версія: {names}; тут {version}.',
          en: 'A newer version has migrated the schema: {names}; this is {version}.',
        },
        { names: listOf(schema.unknown), version },
      ),
      {
        ru: 'Запустите новую версию или верните копию, сделанную до обновления.',
        be: 'Запусціце новую версію або вярніце копію, зробленую да абнаўлення.',
        en: 'Start the newer version, or restore the backup from before the update.',
      },
    )
  }
  if (schema.pending.length > 0) {
    return warn(
      'schema',
      fill(
        {
          ru: 'Версия {version}, схема отстаёт: {names}.',
          be: 'Версія {version}, схема адстае: {names}.',
          en: 'Version {version}, the schema is behind: {names}.',
        },
        { names: listOf(schema.pending), version },
      ),
      {
        ru: 'Сделайте копию и перезапустите платформу: при запуске она обновит схему.',
        be: 'Зрабіце копію і перазапусціце платформу: пры запуску яна абновіць схему.',
        en: 'Back up and restart the platform: it migrates when it starts.',
      },
    )
  }
  const others =
    hosts instanceof Unasked ? [] : [...new Set(hosts.map((host) => host.version).filter((each) => each !== version))]
  if (others.length > 0) {
    return warn(
      'schema',
      fill(
        {
          ru: 'Здесь версия {version}, другие серверы работают на {names}.',
          be: 'Тут версія {version}, іншыя серверы працуюць на {names}.',
          en: 'This is version {version}; other hosts run {names}.',
        },
        { version, names: listOf(others) },
      ),
      {
        ru: 'Перезапустите остальные серверы на той же версии.',
        be: 'Перазапусціце астатнія серверы на той жа версіі.',
        en: 'Restart the other hosts on the same version.',
      },
    )
  }
  return ok(
    'schema',
    fill(
      {
        ru: 'Версия {version}, схема та же.',
        be: 'Версія {version}, схема тая ж.',
        en: 'Version {version}, and the schema is its own.',
      },
      { version },
    ),
  )
}

/** A host that has given no sign of life for so long is gone. */
export const silentAfterMs = 90_000

export function uptimeCheck({ hosts, at, schema }: Facts): Check {
  // nothing starts on it, and to start it is no advice
  if (schema instanceof Unasked && schema.why === restoreUnfinished) return unfinishedRestore('uptime')
  if (hosts instanceof Unasked) return unasked('uptime', hosts)
  const living = hosts.filter(({ silentMs }) => silentMs < silentAfterMs)
  const gone = hosts.filter(({ silentMs }) => silentMs >= silentAfterMs)
  if (living.length === 0) {
    return fail(
      'uptime',
      { ru: 'Ни один сервер не работает.', be: 'Ніводзін сервер не працуе.', en: 'No host is running.' },
      {
        ru: 'Запустите платформу: systemctl start vmeste или npm start.',
        be: 'Запусціце платформу: systemctl start vmeste або npm start.',
        en: 'Start the platform: systemctl start vmeste, or npm start.',
      },
    )
  }
  const longest = Math.max(...living.map(({ startedAt }) => at.getTime() - startedAt.getTime()))
  const text = fill(
    {
      ru: 'Серверов работает: {n}, дольше всех — {span}.',
      be: 'Сервераў працуе: {n}, даўжэй за ўсіх — {span}.',
      en: 'Hosts at work: {n}, the longest for {span}.',
    },
    { n: living.length, span: spanOf(Math.max(longest, 0)) },
  )
  if (gone.length === 0) return ok('uptime', text)
  return warn(
    'uptime',
    fill(
      {
        ru: 'Серверов работает: {n}. Без остановки пропали: {gone}.',
        be: 'Сервераў працуе: {n}. Без спынення зніклі: {gone}.',
        en: 'Hosts at work: {n}. Gone without being stopped: {gone}.',
      },
      { n: living.length, gone: gone.length },
    ),
    {
      ru: 'Если сервер перезапущен, строка пройдёт за сутки. Если нет — посмотрите его журнал и запустите снова.',
      be: 'Калі сервер перазапушчаны, радок знікне за суткі. Калі не — паглядзіце яго журнал і запусціце зноў.',
      en: 'If it was started again, this goes away within a day. If not, look at its log and start it.',
    },
  )
}

export function connectionsCheck({ connections }: Facts): Check {
  if (connections instanceof Unasked) return unasked('connections', connections)
  const { used, bound } = connections
  const share = bound > 0 ? used / bound : 1
  const text = fill(
    { ru: 'Занято {used} из {bound}.', be: 'Занята {used} з {bound}.', en: '{used} of {bound} in use.' },
    { used, bound },
  )
  const remedy = {
    ru: 'Поднимите max_connections (или connection limit базы) или остановите лишние программы, что держат подключения.',
    be: 'Павялічце max_connections (або connection limit базы) або спыніце лішнія праграмы, што трымаюць падключэнні.',
    en: 'Raise max_connections (or the database’s connection limit), or stop what else holds connections.',
  }
  return share >= 0.95
    ? fail('connections', text, remedy)
    : share >= 0.8
      ? warn('connections', text, remedy)
      : ok('connections', text)
}
