/** A language, by the letters beyond ASCII that its texts have, the commonest first. */
export interface Language {
  /** For whoever reads this file. */
  readonly name: string;
  readonly encodings: readonly string[];
  readonly letters: string;
  /** Languages of many thousand signs: what share of a text the listed ones make up, and which signs are the others. */
  readonly wide?: { readonly share: number; readonly others: RegExp; readonly count: number };
}

const WESTERN = ['windows-1252', 'macintosh'];
const CENTRAL = ['windows-1250', 'iso-8859-2'];
const CYRILLIC = ['windows-1251', 'koi8-u', 'x-mac-cyrillic', 'iso-8859-5'];
const RUSSIAN = ['windows-1251', 'koi8-r', 'x-mac-cyrillic', 'iso-8859-5', 'ibm866'];
const HAN = /[\u4e00-\u9fff]/;

/** The languages of which encodings are told apart. Of one that is missing, the nearest of its script will do. */
export const LANGUAGES: readonly Language[] = [
  { name: 'German', encodings: WESTERN, letters: 'üäößéà' },
  { name: 'French', encodings: WESTERN, letters: 'éàèêçôûùâîœëïæüÿ' },
  { name: 'Spanish', encodings: WESTERN, letters: 'óíáéñúüº¿¡ª' },
  { name: 'Portuguese', encodings: WESTERN, letters: 'ãçáéíóõêúâàôº' },
  { name: 'Italian', encodings: WESTERN, letters: 'èàùòìé' },
  { name: 'Danish or Norwegian', encodings: WESTERN, letters: 'åøæéöä' },
  { name: 'Swedish or Finnish', encodings: WESTERN, letters: 'äöåéü' },
  { name: 'Icelandic', encodings: WESTERN, letters: 'ðíáþöóúæýé' },
  { name: 'Dutch', encodings: WESTERN, letters: 'ëéïèöüê' },
  { name: 'Catalan', encodings: WESTERN, letters: 'àéèóòíçúïü·' },
  { name: 'Polish', encodings: CENTRAL, letters: 'łóężąśćńź' },
  { name: 'Czech', encodings: CENTRAL, letters: 'íáěéřýžščůúňťďó' },
  { name: 'Slovak', encodings: CENTRAL, letters: 'áíéčýžšúľťóňôäďĺŕ' },
  { name: 'Hungarian', encodings: CENTRAL, letters: 'áéőöóüíúű' },
  { name: 'Romanian', encodings: CENTRAL, letters: 'ăîţşâ' },
  { name: 'Croatian or Slovenian', encodings: CENTRAL, letters: 'čšžćđ' },
  { name: 'Turkish', encodings: ['windows-1254'], letters: 'ıüşğçöâîiû' },
  { name: 'Lithuanian', encodings: ['windows-1257'], letters: 'ėšžųįąūčę' },
  { name: 'Latvian', encodings: ['windows-1257'], letters: 'āīēšūžļņķģč' },
  { name: 'Russian', encodings: RUSSIAN, letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё№' },
  { name: 'Bulgarian', encodings: RUSSIAN, letters: 'аиоентрсвлкдпмзъгубчщйцяжхшюфьѝ№' },
  { name: 'Ukrainian', encodings: CYRILLIC, letters: 'оанивіетрслкдмупязьгбчйхцюєїжшфщґ№' },
  { name: 'Belarusian', encodings: CYRILLIC, letters: 'анріоесілкдтўупямызьвбгчйюцхжшфэё' },
  { name: 'Serbian', encodings: CYRILLIC, letters: 'аоиенрстјувкдмпљњгбзлчшћцжђхфџ' },
  { name: 'Greek', encodings: ['windows-1253', 'iso-8859-7'], letters: 'αοιετνσηρπκςυμλίόάέήωγδχθύφβώξζψϊϋΐΰ' },
  { name: 'Hebrew', encodings: ['windows-1255'], letters: 'יוהלאתרבשמנכםדקפעגחטסצןזךץף״׳' },
  { name: 'Arabic', encodings: ['windows-1256'], letters: 'اليمنورتبةعدسفهكقحجشصىطخأذإضزثئغءظؤآ،؟ًَُِّْ' },
  { name: 'Persian', encodings: ['windows-1256'], letters: 'اینردهومتبشسلکزفگعخقجآپحطچصضغذثظژئ،؟\u200c' },
  {
    name: 'Thai',
    encodings: ['windows-874'],
    letters: 'านรอกเง่มยลวด้ทสต\u0e31ี\u0e34ะ\u0e39ป\u0e38\u0e48บคห\u0e49แจพชขใไ\u0e47โ\u0e4c\u0e33ผซธถณศฟภษ\u0e37\u0e36',
  },
  {
    name: 'Japanese',
    encodings: ['shift_jis', 'euc-jp'],
    letters:
      'のいにはしをるたとがてでなかすあられっこう、。くりまさよもきつだせ日そ人ーけ一み大年めえちンわお本中国上出ょ分時んスルどトや見会行生ラばリイ事学アじ手クろ気思「」ドシレ前後方フひ入自者地ュロ対ゅ場ほ間ぶマ動テゃャタべ高高長小何家食水明来東京新今書言図読話子毎朝ごびげむ・！？ぎップジコメサカパキニナオウグバデビブ',
    wide: { share: 0.8, others: /[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]/, count: 6_000 },
  },
  {
    name: 'Chinese (simplified)',
    encodings: ['gb18030'],
    letters:
      '的，。一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏！？、：；（）',
    wide: { share: 0.85, others: HAN, count: 6_500 },
  },
  {
    name: 'Chinese (traditional)',
    encodings: ['big5'],
    letters:
      '的，。一是不了在人有我他這中大來上個國到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種聲全工己話兒者向情部正名定女問力機給等幾很業最間新什打便位因重被走電四第門相次東政海口使教西再平真聽世氣信北少關並內加化由卻代軍產入先山五太水萬市眼體別處總才場師書比住員九笑性通目華報立馬命張活難神數件安表原車白應路期叫死常提感金何更反合放做系計或司利受光王果親界及今京務制解各任至清物台象記邊共風戰干接它許八特覺望直服毛林題建南度統色字請愛讓認算論百吃義科怎元社術結六功指思非流每青管夫連遠資隊跟帶花快條院變聯言權往展該領傳近留紅治決周保達辦運武半候七必城父強步完革深區即求品士轉量空甚眾技輕程告江語英基派滿式李息寫呢識極令黃德收臉錢黨倒未持取設始版雙歷越史商千片容研像找友孩站廣改議形委早房音火際則首單據導影失拿網香似斯專石若兵弟誰校讀志飛觀爭究包組造落視濟喜離雖壞！？、：；（）「」',
    wide: { share: 0.85, others: HAN, count: 8_000 },
  },
  {
    name: 'Korean',
    encodings: ['euc-kr'],
    letters:
      '이다는에의을가하고은지를한로도기사리어인자서들나시아대정수그있일게부만보해과라전제구지스여으장주소면상우성국조것동원연안비내모공무신와미치유세관선까경물방중학위력트거저때문생회실적오요였했개러행니습데말드더마등된되작명년체용화분당운간발진배양본역반음바산식여계단결불인노강후외교재각심금임않없같많좋입출집길날람책심',
    wide: { share: 0.8, others: /[\uac00-\ud7a3]/, count: 2_350 },
  },
];

/** Signs that texts in any language have, as far as their encoding knows them. */
export const ANY_LANGUAGE = '’–“”—…‘«»„‚°€£§©®·•½²³´×±™‹›';
