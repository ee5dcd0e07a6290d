import type { WordList } from './word-list.ts'

/** Swahili: Kenya and Tanzania. */
export const swahili = {
  language: 'sw',
  out: 'umetuma|umelipa|umetoa|umenunua|imetumwa kwa|umehamisha|imetolewa|imelipwa|imekatwa|zimetumwa|umefanya malipo|imetolewa kwenye|imetumwa|kimetumwa|kimetolewa|umelipia|umenunua vocha|imelipwa kwa|umetumia|imekatwa kutoka|fedha zimetolewa',
  in: 'umepokea|imeingia|imewekwa|imepokelewa|umeweka|kimewekwa|zimewekwa|kimepokelewa|umetumiwa|imeingizwa|umewekewa|imewekwa kwenye|umeongezewa|imeongezwa|zimeingia',
  balance:
    'salio|salio lako|salio jipya|salio lako jipya|salio lako la|baki|salio lako jipya ni|salio la|salio lako ni',
  fee: 'ada|makato|gharama|ada ya|tozo|kodi|gharama ya|ada ya serikali|vat|tozo ya serikali|makato ya',
  limit: 'kiwango|kikomo',
  amount: 'kiasi|kiasi cha|jumla ya',
  total: 'jumla',
  account: 'akaunti|akaunti yako|kadi|akaunti namba|ac',
  reference:
    'kumbukumbu|kumbukumbu namba|muamala|muamala namba|rejea|nambari ya muamala|kumbukumbu no|utambulisho wa muamala|risiti|muamala no',
  date: 'tarehe|mnamo|saa',
  narration: 'maelezo|sababu',
  to: 'kwa|kwenda|kwenda kwa|mpokeaji|kwenye',
  from: 'kutoka|kutoka kwa|toka|mtumaji|toka kwa',
  holder: 'yako|wako|lako|zako|chako',
  tip: 'piga|kwa msaada|usitoe|tafadhali piga|pakua|usimpe',
  hard: 'imeshindikana|imekataliwa|haijafanikiwa|haikufanikiwa|halitoshi|halikutosha|hakuna|inasubiri|ombi|ameomba|anaomba|omba|mkopo|deni|unadaiwa|shinda|umeshinda|bofya|itakatwa|utapokea|utakatwa|kumbusho|jishindie|pata|neno la siri|namba ya siri|haitoshi|imesitishwa|imefutwa|lipa',
  soft: 'bure|zawadi|ofa|bonasi',
  not: 'haija|hauja',
  future: 'ita|ikiwa|kama|uta',
  months: [
    'januari',
    'februari',
    'machi',
    'aprili',
    'mei',
    'juni',
    'julai',
    'agosti',
    'septemba',
    'oktoba',
    'novemba',
    'desemba',
  ],
} as const satisfies WordList

/** Amharic: Ethiopia. */
export const amharic = {
  language: 'am',
  out: 'ወጪ ተደርጓል|ወጪ|ልከዋል|ከፍለዋል|አስተላልፈዋል|ተቀንሷል|ወጪ ሆኗል|ገዝተዋል|አውጥተዋል|ተልኳል|ከሂሳብዎ ተቀንሷል|ወጪ ተደርጎበታል|ዴቢት',
  in: 'ገቢ ተደርጓል|ገቢ|ተቀብለዋል|ገቢ ሆኗል|ገብቷል|ደርሶዎታል|ገቢ ሆኖልዎታል|ክሬዲት',
  balance: 'ቀሪ ሂሳብ|ቀሪ|ቀሪ ሂሳብዎ|ሂሳብዎ|አጠቃላይ ቀሪ|ቀሪ ሂሳቦ|ያለዎት ቀሪ|ቀሪ ሂሳብዎ አሁን',
  fee: 'የአገልግሎት ክፍያ|ኮሚሽን|ተእታ|የአገልግሎት ክፍያው',
  amount: 'መጠን',
  account: 'ሂሳብ ቁጥር|ሂሳብ|አካውንት|ሂሳብ ቁጥርዎ',
  reference: 'የግብይት ቁጥር|መለያ ቁጥር|የግብይት ቁጥርዎ|ማጣቀሻ',
  date: 'ቀን|በቀን|በ',
  to: 'ወደ|ለ',
  from: 'ከ',
  holder: 'ከሂሳብዎ|የእርስዎ|ሂሳብዎ|እርስዎ',
  hard: 'አልተሳካም|በቂ ሂሳብ የለም|ጥያቄ|የማረጋገጫ ኮድ|የይለፍ ቃል|አልተቻለም|ብድር|ሽልማት|ይሸለሙ|አልተከናወነም|ጠይቀዋል',
  not: 'አል*',
} as const satisfies WordList

/** Afrikaans: South Africa. */
export const afrikaans = {
  language: 'af',
  out: 'betaal aan|gekoop|onttrek|u het betaal|aankoop|betaling aan',
  in: 'ontvang|inbetaling|u het ontvang|gedeponeer',
  balance: 'saldo|beskikbaar|beskikbare saldo',
  fee: 'fooi',
  amount: 'bedrag',
  account: 'rekening|kaart',
  reference: 'verw|verwysing',
  date: 'datum',
  hard: 'geweier|misluk|onvoldoende|versoek',
} as const satisfies WordList

/** Somali: EVC Plus, Zaad, Sahal. */
export const somali = {
  language: 'so',
  out: 'waxaad u dirtay|ayaad u dirtay|uwareejisay|ayaad ka bixisay|waxaad bixisay|ayaad uwareejisay|waxaad uwareejisay|waad dirtay|ayaad u wareejisay',
  in: 'waxaad ka heshay|ayaad ka heshay|waxaad heshay|ayaad heshay|waad heshay',
  balance: 'haraagaagu|haraagaagu waa|haraaga|hadhaagaagu|haraagagu',
  date: 'tar|taariikh',
  hard: 'kuma filna|lama|waa lagu guuldaraystay|codsi',
} as const satisfies WordList
