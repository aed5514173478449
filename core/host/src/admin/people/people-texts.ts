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
