import { fail, ok, Unasked, warn, type Check } from '../facts/check.ts'
import type { Facts, NewerVersion } from '../facts/facts.ts'
import { fill, listOf } from '../facts/words.ts'

const named = ({ name, has, newest }: NewerVersion): string => `${name} ${newest} (${has})`

/** Whether there is something newer than what runs here. Red only where it mends a hole. */
export function updatesCheck({ updates }: Facts): Check {
  if (updates instanceof Unasked) {
    return warn(
      'updates',
      fill(
        {
          ru: 'Список версий не удалось прочитать: {why}.',
          be: 'Спіс версій не ўдалося прачытаць: {why}.',
          en: 'The list of releases could not be read: {why}.',
        },
        { why: updates.why },
      ),
      {
        ru: 'Проверьте адрес в VMESTE_UPDATES; без него о новых версиях не спрашивают.',
        be: 'Праверце адрас у VMESTE_UPDATES; без яго пра новыя версіі не пытаюць.',
        en: 'Look at the address in VMESTE_UPDATES; without it nobody asks for new versions.',
      },
    )
  }
  if (!updates.configured) {
    return ok('updates', {
      ru: 'О новых версиях не спрашиваем: VMESTE_UPDATES не задана.',
      be: 'Пра новыя версіі не пытаем: VMESTE_UPDATES не зададзена.',
      en: 'New versions are not asked for: VMESTE_UPDATES is not set.',
    })
  }
  if (updates.newer.length === 0) {
    return ok('updates', { ru: 'Новых версий нет.', be: 'Новых версій няма.', en: 'There is nothing newer.' })
  }
  const holes = updates.newer.filter(({ security }) => security)
  const remedy = {
    ru: 'Прочитайте, что изменилось, и обновите: платформу — vmeste upgrade, модуль — vmeste add <файл>.',
    be: 'Прачытайце, што змянілася, і абнавіце: платформу — vmeste upgrade, модуль — vmeste add <файл>.',
    en: 'Read what has changed and update: the platform by vmeste upgrade, a module by vmeste add <file>.',
  }
  if (holes.length > 0) {
    return fail(
      'updates',
      fill(
        {
          ru: 'Вышло обновление, которое закрывает уязвимость: {names}.',
          be: 'Выйшла абнаўленне, якое закрывае ўразлівасць: {names}.',
          en: 'There is an update that closes a security hole: {names}.',
        },
        { names: listOf(holes.map(named)) },
      ),
      remedy,
    )
  }
  return warn(
    'updates',
    fill(
      {
        ru: 'Вышли новые версии: {names}.',
        be: 'Выйшлі новыя версіі: {names}.',
        en: 'There are newer versions: {names}.',
      },
      { names: listOf(updates.newer.map(named)) },
    ),
    remedy,
  )
}
