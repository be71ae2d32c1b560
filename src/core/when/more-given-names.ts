/**
 * Given names that the library does not know: short forms, and names of Africa, Asia, the Pacific and the Celtic and Slavic languages. In
 * small letters without accents, as they are compared.
 */
export const moreGivenNames: ReadonlySet<string> = new Set(
  [
    'kev baz bazza shaz shazza gazza daz dazza trev stu deb debs bev viv jez jezza davo robbo johnno kaz caz loz mick micky geoff gav nige phill tez tezza wez raz ange angie steph becs beck bex liv immy izzy lottie mads jools jules ness nessa teddy wally rozz tash tasha vik vicki',
    'bluey shelly robyn kylie bruce noeline trevor jarrah lowanna kirra tarni marlee coen',
    'lindiwe zanele sipho themba bongani thabo lerato nomsa nosipho sibongile nokuthula thandeka thandiwe thandi zodwa mandla vusi sizwe siphiwe nkosana ayanda lungile mpho kagiso tshepo tebogo karabo naledi refilwe palesa boitumelo dineo katlego tumi andile lwazi busisiwe busi nomvula xolani luyanda zinhle khanyi khanyisile nandi unathi anele buhle gugu phumzile sanele thulani zama',
    'amaka chidi chidinma chinedu chioma chinwe chukwuemeka emeka ifeoma ifeanyi ikechukwu kelechi ngozi nkechi nneka nnamdi obinna ogechi okechukwu onyeka uche uchenna ugochi adaeze adaora obi ebuka chika somto kosi zikora tochi',
    'folake tunde yetunde bola femi funke gbenga kehinde kunle lanre olumide oluwaseun segun seun sola tayo taiwo titilayo tobi tola toyin wale yemi yewande yinka ayo ayodele adebayo adewale adeola adetola bisi biodun bukola dapo dayo deji dele demola dupe jide kemi niyi omolara rotimi simi temitope tosin',
    'kwame kofi kwabena kwaku kwasi yaw kojo kwesi akosua abena adwoa afia afua akua esi efua adjoa',
    'achieng akinyi atieno awuor anyango adhiambo apiyo otieno odhiambo ochieng onyango omondi okoth owino wanjiru wanjiku wambui wangari wairimu njeri nyambura muthoni mumbi wangui kamau njoroge mwangi kariuki kimani githinji maina ndungu karanja mutua mwende mutheu kioko musyoka chebet cheptoo jepkosgei kiprono kipchoge kibet jerotich juma baraka neema zawadi imani furaha rehema pendo amani upendo',
    'tariro chipo tendai tafadzwa tatenda farai rudo ruvimbo kudzai kuda simba tinashe tinotenda rutendo nyasha vimbai panashe takudzwa munashe shamiso anesu',
    'selam hanna tigist bekele abebe alemu almaz genet haile kidist meseret mulu tesfaye yonas dawit biruk girma eyob fikru',
    'fatou moussa mamadou ousmane aissatou aminata awa binta boubacar cheikh coumba fatoumata ibrahima khady lamine mariama mbaye modou ndeye oumar seydou sekou souleymane djeneba adama',
    'pania aroha hemi tane rangi wiremu mereana moana tui ngaire hinemoa kiri mahina anahera nikau manaaki tipene hone matiu hohepa marama huia kahu wairua tama tamati sione sina lani leilani kalani keoni malia mele tevita mosese sefa talia losa ioane salesi',
    'nurul siti budi putu wayan ketut nyoman dewi agus bambang slamet endang yanti tuti wati joko hendra rudi yudi eko adi arief rizky rizki putri ayu indah lestari nur aisyah farah syafiq hafiz aiman amirul izzat faiz nadiah zulkifli azlan kamal rosmah hui wei ling mei xin yan ying',
    'soo minjun seojun jiho jihoon minseo seoyeon jisoo hyun hyunwoo sungmin youngho eunji jiwon yuna haruto sota yuto hinata sakura yui aoi haruka kenta daiki takumi ryo satoshi kazuki naoki tomoko noriko yoko keiko',
    'gosia malgosia kasia basia zosia ania hania jola bozena grazyna ela ewa ola ula krysia jadzia bartek wojtek tomek marek jarek darek mirek przemek staszek krzysiek piotrek michal pawel lukasz slawek zbyszek zbigniew grzegorz wieslaw',
    'aoife niamh saoirse caoimhe roisin siobhan orla grainne sinead maeve ciara aisling eimear sorcha oisin cian eoin fionn tadhg padraig donal diarmuid ruairi cathal colm darragh lorcan odhran eilidh mairi morag catriona iona fergus hamish alasdair ruaridh calum seonaid angharad cerys carys ffion lowri nia rhian sian bethan eleri gethin iolo dafydd rhodri',
    'arun anjali deepak divya gauri harsh ishaan jaya karthik kavya lakshmi lata manju meena mohan nandini neha nikhil nisha pooja pradeep prakash priyanka rahul rajesh ramesh ravi rekha rohan sanjana shreya sneha srinivas suresh swati tanvi uma usha varun vidya vijay vikram vinod vivek yash zoya anika aarav advait ananya bhavna chetan gaurav hitesh jignesh kiran lavanya madhavi nitin omkar parth ritu sagar tejas utkarsh venkat yamini',
    'emre elif mehmet ayse fatma zeynep deniz burak ozge selin ebru tolga umut yusuf merve gizem pelin berk kaan arda efe baris ceren hande irem onur serkan volkan',
    'duc minh linh huong thuy tuan quang phuong trang thao ngoc hanh anh khanh xuan yen',
    'inaki iker ander xabi mikel ainhoa leire nerea uxue amaia aitor gorka jordi montse nuria merce oriol pau roser biel xochitl itzel citlali ximena yaretzi chava lupita nacho pepe paco chema lalo toño chuy quique',
  ].flatMap((names) => names.split(' ')),
);
