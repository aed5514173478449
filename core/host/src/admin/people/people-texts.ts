import type { Text } from '@vmeste/sdk'

/** What is typed to erase oneself. */
export const confirmWord: Text = { ru: 'удалить', be: 'выдаліць', en: 'erase' }

export const auditPurpose: Text = {
  ru: 'Чтобы было видно, кто что сделал в городе.',
  be: 'Каб было відаць, хто што зрабіў у горадзе.',
  en: 'So that it can be seen who did what in the city.',
}
export const auditStays: Text = {
  ru: 'Что и когда сделано — под вымышленным знаком, без имени и ключа.',
  be: 'Што і калі зроблена — пад выдуманым знакам, без імя і ключа.',
  en: 'What was done and when: under an invented sign, without name and key.',
}
export const lookPurpose: Text = {
  ru: 'Чтобы было видно, кто открывал дела и данные людей.',
  be: 'Каб было відаць, хто адкрываў справы і даныя людзей.',
  en: 'So that it can be seen who opened cases and people’s data.',
}
export const auditTitle: Text = {
  ru: 'Что вы делали в городе',
  be: 'Што вы рабілі ў горадзе',
  en: 'What you did in the city',
}
export const lookTitle: Text = { ru: 'Что вы открывали', be: 'Што вы адкрывалі', en: 'What you have opened' }
/** Of what only its day is worth a look; the rest stands in the file. */
export const whenFields = { at: { ru: 'Когда', be: 'Калі', en: 'When' } }
