import type { WordList } from './word-list.ts'

/** Azerbaijani. */
export const azerbaijani = {
  language: 'az',
  out: 'odenis|mexaric|məxaric|nagdlasdirma|alis veris|alis|odenildi|kocurme edildi|silindi|nagd pul',
  in: 'medaxil|mədaxil|artim|daxil oldu|kocurme daxil|yuklendi|qebul edildi|emek haqqi',
  balance: 'balans|qaliq|balansiniz|mevcud balans|qalıq',
  fee: 'komissiya',
  amount: 'mebleg|məbləg',
  account: 'kart|hesab|kartiniz',
  date: 'tarix',
  hard: 'kod|sifre|redd|ugursuz|kifayet|sorgu|borc|kredit|kampaniya|gozleyir',
  not: 'deyil',
} as const satisfies WordList

/** Georgian. */
export const georgian = {
  language: 'ka',
  out: 'გადახდა|ჩამოჭრა|განაღდება|გადარიცხვა|ჩამოგეჭრათ|შესყიდვა',
  in: 'ჩარიცხვა|ჩაირიცხა|ჩაგერიცხათ|შემოსვლა|შემოტანა|თანხის ჩარიცხვა',
  balance: 'ნაშთი|ხელმისაწვდომი|ბალანსი|ხელმისაწვდომი ნაშთი',
  fee: 'საკომისიო',
  amount: 'თანხა',
  account: 'ბარათი|ანგარიში',
  date: 'თარიღი',
  hard: 'კოდი|უარყოფილია|ვერ|არასაკმარისი|მოთხოვნა|სესხი',
  not: 'არ|არა',
} as const satisfies WordList

/** Armenian, where banks mostly write English. */
export const armenian = {
  language: 'hy',
  out: 'գնում|վճարում|ելք|կանխիկացում|գանձում',
  in: 'մուտք|մուտքագրում|ստացել եք|համալրում',
  balance: 'մնացորդ|հասանելի',
  account: 'քարտ|հաշիվ',
  hard: 'կոդ|մերժված|մերժվել|չի',
} as const satisfies WordList

/** Mongolian, in its own and in Latin letters. */
export const mongolian = {
  language: 'mn',
  out: 'зарлага|зарлагын гүйлгээ|худалдан авалт|zarlaga|zarlagiin guilgee|hudaldan avalt|shiljuulsen',
  in: 'орлого|орлогын гүйлгээ|orlogo|orlogiin guilgee',
  balance: 'үлдэгдэл|uldegdel|боломжит үлдэгдэл|bolomjit uldegdel',
  fee: 'хураамж|shimtgel|шимтгэл',
  amount: 'дүн|dun',
  account: 'данс|dans|дансны|карт|dansnii|dansnaas|дансаас',
  date: 'огноо|ognoo',
  narration: 'утга|utga',
  hard: 'код|kod|амжилтгүй|amjiltgui|хүрэлцэхгүй|зээл|zeel',
} as const satisfies WordList
