#include "core/transfer/recognition/columnwords.h"

#include "core/transfer/recognition/shopwords.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace aisle {

namespace {

constexpr HeaderWords kRows[] = {
    {Role::User, "", 1, // names of people and firms: keys where nothing else says who it is
     "customername buyername clientname membername shoppername purchasername accountname companyname fullname "
     "contactname billtoname billtocustomername selltoname selltocustomername soldtoname invoicename customerfullname "
     "nameofcustomer purchasedby boughtby "
     "kundenname käufername kaeufername nutzername firmenname auftraggeber nomduclient nomclient nomdelacheteur "
     "nomacheteur nomcomplet nombrecliente nombredelcliente nombrecomprador nombrecompleto razónsocial razonsocial "
     "nomecliente nomedelcliente nominativo ragionesociale nomedocliente nomecompleto klantnaam naamklant nazwaklienta "
     "nazwakontrahenta имяклиента имяпокупателя фио kundnamn kundenavn müşteriadı müsteriadi adsoyad "
     "客户名称 客户姓名 顾客姓名 客戶名稱 客戶姓名 顧客姓名 姓名 顧客名 顧客氏名 会員名 注文者氏名 氏名 お名前 고객명 "
     "고객이름 구매자명 주문자명 회원명 ชื่อลูกค้า"},
    {Role::User, "", 3,
     "userid user uid customerid customer custid customerno customernumber visitorid visitor shopperid shopper buyerid "
     "buyer "
     "clientid client memberid member householdid household accountid reviewerid consumerid personid userno userkey "
     "usercode "
     "customerkey fullvisitorid postvisidhigh visidhigh mcvisid postmcvisid custvisid postcustvisid userpseudoid "
     "studentid readerid patronid hshdnum clientno "
     "用户id 用户 用户编号 用户名id 会员id 会员 会员编号 会员号 会员卡号 顾客id 顾客 顾客编号 客户id 客户 客户编号 "
     "买家id 买家 买家编号 访客id 访客 消费者id 用户号 顾客号 客户号 "
     "用戶id 用戶 會員 會員編號 顧客 顧客編號 kundenkennung kundenkonto besucher besucherid käufer "
     "kaeufer nutzer nutzerid benutzer benutzerid mitglied mitgliedsnr mitgliedsnummer clientid numeroclient "
     "codeclient visiteur idvisiteur acheteurid membre idmembre identifiantclient visitante idvisitante comprador "
     "kdnr kdnummer kdno socio idsocio numerocliente numcliente kundennr kundennummer kundenid kunde kundenr idclient "
     "numclient "
     "client_id idcliente "
     "cliente clienteid codigocliente musteri müşteri musterino müşterino müşteriid acheteur idutilisateur utilisateur "
     "usuario idusuario 顧客id 会員id"},
    {Role::User, "", 2,
     "deviceid cookieid cookie device_id anonymousid account person reviewer username nickname loginid "
     "email phone mobile 用户名 昵称 会员名 买家会员名 买家昵称 手机号 会员昵称"},
    {Role::Item, "", 3,
     "itemid item productid product sku skuid stockcode asin parentasin goodsid goods articleid article movieid movie "
     "artistid artist trackid songid bookid isbn videoid newsid businessid upc ean gtin barcode itemno itemcode "
     "productcode "
     "productno productkey itemkey stockid commodityid merchandiseid goodsno offerid listingid contentid gameid appid "
     "recipeid hotelid "
     "restaurantid courseid articleno materialid itemnumber productnum productnumber goodscode "
     "商品id 商品 商品编号 商品编码 商品代码 商品号 货号 宝贝id 宝贝 产品id 产品 产品编号 产品编码 物品id 物品 款号 "
     "条码 条形码 "
     "artnr artikelcode warennr warennummer produktnr produktnummer refproduit refarticle codearticle referenceproduit "
     "idarticulo codarticulo codproducto referenciaproducto "
     "sku编码 sku编号 商品sku 商家编码 商品編號 產品編號 artikelnr artikelnummer artikel artikelid produktid produkt "
     "idarticle idproduit "
     "produit codeproduit idproducto producto codigoproducto articulo ürünid ürün urunid urun ürünkodu urunkodu "
     "stokkodu 商品コード prodid"},
    {Role::Item, "", 2,
     "docid documentid variantid productvariantid spuid spu track song book video adid creativeid entityid pageid url"},
    {Role::Kind, "", 3,
     "event eventtype eventname behavior behaviortype behaviour behaviourtype action actiontype kind activity "
     "activitytype "
     "interactiontype interaction useraction userbehavior operation operationtype feedbacktype bhvtype btype "
     "行为 行为类型 用户行为 操作 操作类型 事件 事件类型 动作 行为名称 行為 行為類型 ereignis aktion evenement "
     "événement evento accion acción olay"},
    {Role::Kind, "", 2, "eventlist posteventlist type transactiontype ordertype status 类型 交易类型"},
    {Role::Time, "", 3,
     "time timestamp datetime date ts eventtime eventtimestamp eventdate createdat created createtime orderdate "
     "ordertime "
     "invoicedate purchasedate purchasetime transactiontimestamp transactiondate transactiontime "
     "orderpurchasetimestamp "
     "reviewtime unixreviewtime unixtime behaviortime actiontime visittime logtime tdat saledate salesdate "
     "unixtimestamp "
     "时间 日期 时间戳 下单时间 下单日期 成交时间 付款时间 支付时间 购买时间 购买日期 浏览时间 行为时间 操作时间 "
     "创建时间 订单时间 订单日期 "
     "交易时间 交易日期 订单创建时间 订单付款时间 销售日期 發生時間 時間 下單時間 发生时间 访问时间 datum uhrzeit "
     "bestelldatum rechnungsdatum fecha fechacompra "
     "zeit zeitpunkt zeitstempel kaufdatum belegdatum bondatum horodatage datefacture datetransaction fechahora "
     "fechapedido fechafactura marcadetiempo dateachat datecommande heure tarih zaman siparistarihi sipariştarihi "
     "注文日時 購入日"},
    {Role::Time, "", 2,
     "day week hour updatedat updated year month dayid shippeddate deliverydate 发货时间 更新时间 确认收货时间 "
     "完成时间 lieferdatum datelivraison fechaentrega"},
    {Role::Value, "", 3,
     "rating ratings score stars star overall weight plays playcount playcounts listens listencount preference "
     "ratingscore "
     "watchratio starrating reviewscore ratingvalue implicitcount bewertung note puan évaluation puntuación "
     "puntuacion "
     "评分 打分 星级 得分 评价分数 評分 播放次数"},
    {Role::Value, "", 2, "count value times frequency dwelltime watchtime duration 次数 时长 label"},
    {Role::Quantity, "", 3,
     "quantity qty units unitssold numunits orderquantity purchasequantity itemquantity unitsordered amountofitems "
     "pieces "
     "数量 件数 购买数量 商品数量 购买件数 销量 销售数量 订购数量 宝贝总数量 數量 購買數量 menge anzahl stueckzahl "
     "stückzahl stück stueck qté qte nombrearticles unidades cantidad quantite quantité adet miktar 個数"},
    {Role::UnitPrice, "", 3,
     "unitprice price itemprice productprice saleprice salesprice sellingprice pricepaid listprice priceperunit "
     "unitcost "
     "价格 单价 售价 成交价 商品价格 商品单价 销售单价 成交单价 现价 實價 單價 價格 preis einzelpreis stueckpreis "
     "stückpreis prix prixunitaire precio "
     "prixht prixttc preciounidad preciounitario fiyat birimfiyat birimfiyati 価格 単価 medianprice avgprice"},
    {Role::Session, "", 3,
     "sessionid session orderid orderno ordernumber order invoiceno invoice invoiceid invoicenumber basketid basket "
     "visitid "
     "visit visitnumber transactionid transaction transactionno receiptid receiptno receipt ticketid ticket "
     "usersession cartid "
     "billno billid bill basketnum purchaseid checkoutid sessid sid "
     "订单号 订单编号 订单id 订单 会话id 会话 小票号 小票 流水号 交易号 交易编号 单号 单据号 發票號 訂單編號 訂單號 "
     "bestellnr bestellnummer bestellung bestellungid auftragsnr auftragsnummer auftrag "
     "rechnungsnr rechnungsnummer rechnung belegnr belegnummer belegid beleg bon bonnr bonnummer bonid kassenbon "
     "kassenbonnr kassenzettel quittung quittungsnr sitzung sitzungsid sitzungid sitzungsnr sitzungsnummer besuch "
     "besuchid besuchsid warenkorbid warenkorbnr merkzettelid merkzettelnr vorgangsnr vorgangsnummer "
     "idcommande commande ncommande nfacture nticket numcommande numerocommande facture idfacture numfacture "
     "numerofacture panier idpanier "
     "ticketcaisse numticket idticket ticketdecaisse visite idvisite idsession sessionweb "
     "pedido idpedido numpedido numeropedido sesión sesion idsesión idsesion visita idvisita carrito idcarrito "
     "recibo idrecibo numrecibo numerofactura idfactura transacción transaccion idtransaccion "
     "会话编号 会话标识 会话号 访问编号 访问id 购物篮 购物篮编号 购物车id 购物车编号 小票编号 小票id 收银小票号 票号 "
     "流水 购物单号 購物單號 账单号 发票号 单据编号 凭证号 會話 會話id 小票號 流水號 交易號 "
     "factura sipariş siparişno siparisno "
     "fişno 注文番号"},
    {Role::Session, "", 2, "warenkorb merkzettel vorgang"},
    {Role::ItemField, "title", 3,
     "title itemtitle producttitle productname itemname goodsname movietitle articlename stockname skuname "
     "商品名称 商品名 商品标题 标题 品名 宝贝标题 宝贝名称 产品名称 产品名 货品名称 物品名称 商品名稱 標題 品名規格 "
     "artikelname produktname "
     "bezeichnung artikelbezeichnung nomproduit nomarticle libelle libellé nombreproducto ürünadı urunadi 商品名"},
    {Role::ItemField, "title", 2, "name itemdescription productdescription nom nombre ad 名称"},
    {Role::ItemField, "description", 3,
     "description desc longdescription details summary beschreibung descripcion açıklama aciklama 描述 商品描述 简介 "
     "详情 shortdescription"},
    {Role::ItemField, "category", 3,
     "category categoryid categorycode categoryname cat catid cid itemcategory productcategory genre genres department "
     "subcategory "
     "producttype productgroup maincategory categories section commodity commoditydesc classname "
     "类目 类目id 类别 品类 分类 商品类目 商品类别 商品分类 品类名称 一级类目 二级类目 类目名称 類別 分類 商品種類 "
     "kategorie warengruppe categorie catégorie categoria "
     "categoría rubro kategori カテゴリ"},
    {Role::ItemField, "brand", 3,
     "brand brandid brandname manufacturer manufacturerid marke marque marca 品牌 品牌名称 品牌id markaadi marka 牌子 "
     "ブランド"},
    {Role::ItemField, "image", 3,
     "image imageurl img imgurl picture pictureurl photo thumbnail poster 图片 主图 图片链接 商品图片 圖片 bild"},
    {Role::UserField, "gender", 3, "gender sex 性别 性別 geschlecht cinsiyet"},
    {Role::UserField, "age", 3, "age agegroup agerange 年龄 年龄段 年齡 alter"},
    {Role::UserField, "country", 3, "country nation 国家 國家 land pays pais ülke ulke"},
    {Role::UserField, "city", 3, "city usercity 城市 收货城市 stadt ville ciudad şehir sehir"},
    {Role::UserField, "region", 3, "region state province usergeohash 省份 省 地区 收货省份 bundesland provincia"},
    {Role::UserField, "income", 3, "income 收入"},
    {Role::UserField, "occupation", 3, "occupation job profession 职业"},
    {Role::UserField, "zip", 3, "zip zipcode postcode postalcode plz 邮编"},
    {Role::UserField, "level", 3, "memberlevel userlevel viplevel 会员等级 用户等级"},
    {Role::Context, "query", 3,
     "query searchquery searchterm searchterms keyword keywords searchkeyword 搜索词 关键词 查询词 搜索关键词"},
    {Role::Context, "position", 3, "position rank slot 位置 排名"},
    {Role::Context, "propensity", 3, "propensity propensityscore pscore"},
    {Role::Context, "channel", 3, "channel source medium trafficsource 渠道 来源 流量来源"},
    {Role::Context, "device", 3, "device devicetype platform os 设备 终端 平台"},
    {Role::Context, "coupon", 3, "coupon couponid couponcode couponupc 优惠券"},
    {Role::Context, "campaign", 3, "promotion promotionid campaignid campaign 活动 活动id"},
    {Role::Context, "store", 3,
     "store storeid shop shopid seller sellerid branch outlet filiale 店铺 门店 店铺名称 门店编号 卖家 商家"},
    {Role::Context, "tag", 3, "tag tags"},
    {Role::Context, "review", 3, "review reviewtext comment 评论 评价 评价内容"},
};

constexpr const char *kTotals =
    "amount total totalprice totalamount salesvalue revenue sales lineprice linetotal spend ordertotal "
    "totalvalue paymentvalue payment gmv sum 金额 总价 总金额 实付金额 支付金额 销售额 应付金额 买家实际支付金额 总额 "
    "金額 gesamtpreis "
    "betrag gesamt montant importe total_price tutar toplamtutar";

struct PartRow
{
    const char *part;
    Role role;
    const char *field;
};

/// Looked for inside longer names, see headPart().
constexpr PartRow kParts[] = {
    {"单价", Role::UnitPrice, ""},
    {"价格", Role::UnitPrice, ""},
    {"商品名", Role::ItemField, "title"},
    {"标题", Role::ItemField, "title"},
    {"类目", Role::ItemField, "category"},
    {"分类", Role::ItemField, "category"},
    {"品牌", Role::ItemField, "brand"},
    {"订单", Role::Session, ""},
    {"时间", Role::Time, ""},
    {"日期", Role::Time, ""},
    {"行为", Role::Kind, ""},
    {"数量", Role::Quantity, ""},
    {"评分", Role::Value, ""},
    {"用户", Role::User, ""},
    {"会员", Role::User, ""},
    {"顾客", Role::User, ""},
    {"客户", Role::User, ""},
    {"买家", Role::User, ""},
    {"商品", Role::Item, ""},
    {"timestamp", Role::Time, ""},
    {"datetime", Role::Time, ""},
    {"userid", Role::User, ""},
    {"useremail", Role::User, ""},
    {"adresseemail", Role::User, ""},
    {"emailadres", Role::User, ""},
    {"adressemail", Role::User, ""},
    {"courriel", Role::User, ""},
    {"customeremail", Role::User, ""},
    {"customernumber", Role::User, ""},
    {"buyeremail", Role::User, ""},
    {"buyerid", Role::User, ""},
    {"clientid", Role::User, ""},
    {"memberid", Role::User, ""},
    {"kundennr", Role::User, ""},
    {"kundennummer", Role::User, ""},
    {"idclient", Role::User, ""},
    {"idcliente", Role::User, ""},
    {"会員", Role::User, ""},
    {"顧客", Role::User, ""},
    {"고객", Role::User, ""},
    {"회원", Role::User, ""},
    {"prodcode", Role::Item, ""},
    {"productcode", Role::Item, ""},
    {"productsku", Role::Item, ""},
    {"itemsku", Role::Item, ""},
    {"itemcode", Role::Item, ""},
    {"artikelnr", Role::Item, ""},
    {"artikelnummer", Role::Item, ""},
    {"상품코드", Role::Item, ""},
    {"ordernumber", Role::Session, ""},
    {"invoiceno", Role::Session, ""},
    {"transactionid", Role::Session, ""},
    {"basketid", Role::Session, ""},
    {"bestellnr", Role::Session, ""},
    {"注文番号", Role::Session, ""},
    {"주문번호", Role::Session, ""},
    {"日時", Role::Time, ""},
    {"일시", Role::Time, ""},
    {"単価", Role::UnitPrice, ""},
    {"個数", Role::Quantity, ""},
    {"수량", Role::Quantity, ""},
    {"customerid", Role::User, ""},
    {"visitorid", Role::User, ""},
    {"productid", Role::Item, ""},
    {"itemid", Role::Item, ""},
    {"sessionid", Role::Session, ""},
    {"orderid", Role::Session, ""},
    {"unitprice", Role::UnitPrice, ""},
    {"category", Role::ItemField, "category"},
    {"eventtype", Role::Kind, ""},
    {"quantity", Role::Quantity, ""},
    {"date", Role::Time, ""},
    {"price", Role::UnitPrice, ""},
};

/// Lower case without marks; Nº and N° are "no".
QString normalised(const QString &name)
{
    QString out;
    for (const QChar c : name.toLower())
        if (c == QChar(0xBA) || (c == QChar(0xB0) && out.endsWith(u'n')))
            out.append(u'o');
        else if (c.isLetterOrNumber())
            out.append(c);
    return out;
}

/// @param words  divided by blanks
QSet<QString> setOf(const char *words)
{
    const auto list = QString::fromUtf8(words).split(u' ');
    return {list.begin(), list.end()};
}

using Vocabulary = QHash<QString, NamedRole>;

/// The first that says a word has it, but totals are totals.
void addTotals(Vocabulary &words, const char *totals, bool isFirst)
{
    for (const auto &word : QString::fromUtf8(totals).split(u' ', Qt::SkipEmptyParts))
        if (isFirst || !words.contains(normalised(word)))
            words.insert(normalised(word), {Role::UnitPrice, {}, 1, true});
}

void addRow(Vocabulary &words, const HeaderWords &row)
{
    for (const auto &word : QString::fromUtf8(row.words).split(u' ', Qt::SkipEmptyParts))
        if (!words.contains(normalised(word)))
            words.insert(normalised(word), {row.role, QString::fromUtf8(row.field), row.strength, false});
}

const Vocabulary &vocabulary()
{
    static const auto kVocabulary = [] {
        Vocabulary words;
        for (const auto &row : kRows)
            addRow(words, row);
        addTotals(words, kTotals, true);
        for (const auto &row : shopHeaderWords())
            addRow(words, row);
        addTotals(words, shopTotalWords(), false);
        return words;
    }();
    return kVocabulary;
}

/// Words before a name that say only of what it is a column: order.base.product.prodcode, items.item_id, Lineitem sku.
bool isPlaceWord(const QString &word)
{
    static const auto kWords =
        setOf("order orders line lines lineitem lineitems item items product products event events base "
              "properties params attributes eventattributes object objectdetail detail details ecommerce "
              "my hits ti tr payload data body context fields record row purchase purchases sale sales transaction "
              "customer user traits source raw log tbl dim fact col field f t c bestellung bestellungen "
              "artikel produkt commande commandes produit pedido producto 注文 商品 订单 宝贝 주문 상품");
    return kWords.contains(word);
}

/// The words of a name: at blanks, marks, and where a capital follows a small letter.
QStringList wordsOf(const QString &name)
{
    QStringList words;
    bool isNew = true;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const auto c = name.at(i);
        isNew = isNew || (c.isUpper() && i > 0 && name.at(i - 1).isLower());
        if (!c.isLetterOrNumber()) {
            isNew = true;
            continue;
        }
        if (std::exchange(isNew, false))
            words << QString();
        words.back() += c.toLower();
    }
    return words;
}

/// The name without what stands in brackets (Price (EUR), Email (Billing)) and without the words of its place.
std::optional<NamedRole> roleOfPart(const QString &name)
{
    constexpr int kStrength = 2;
    auto bare = name;
    if (const auto open = name.indexOf(u'('); open > 0 && name.endsWith(u')'))
        bare = name.left(open);
    auto words = wordsOf(bare);
    if (words.size() == 2 && words.front() == QLatin1String("id")) // idVisit
        words.swapItemsAt(0, 1);
    const auto lookUp = [&]() -> std::optional<NamedRole> {
        const auto found = vocabulary().constFind(words.join(QString()));
        if (found == vocabulary().cend())
            return std::nullopt;
        auto named = *found;
        named.strength = std::min(named.strength, kStrength);
        return named;
    };
    if (bare.size() < name.size() || words.value(1) == QLatin1String("id"))
        if (const auto named = lookUp())
            return named;
    while (words.size() > 1 && isPlaceWord(words.front())) {
        words.removeFirst();
        if (const auto named = lookUp(); named && !words.isEmpty() && words.join(QString()).size() > 1)
            return named;
    }
    return std::nullopt;
}

/// "Código do cliente", "N° de commande", "Nr der Bestellung": a number or a code of what stands behind it.
std::optional<NamedRole> roleOfNumber(const QString &name)
{
    static const auto kNumbers =
        setOf("n no nr num number numero número numéro nummer code codigo código cod cód codice "
              "id key clave schlüssel");
    static const auto kBetween = setOf("of the de del do da di du des der la le l el d van");
    QString spelt = name;
    auto words = wordsOf(spelt.replace(QChar(0xBA), u'o').replace(QChar(0xB0), u'o'));
    if (words.size() < 2 || !kNumbers.contains(words.front()))
        return std::nullopt;
    words.removeFirst();
    while (words.size() > 1 && kBetween.contains(words.front()))
        words.removeFirst();
    const auto thing = words.join(QString());
    for (const auto &key : {thing + QStringLiteral("id"), QStringLiteral("id") + thing, thing})
        if (const auto found = vocabulary().constFind(key);
            found != vocabulary().cend() &&
            (found->role == Role::User || found->role == Role::Item || found->role == Role::Session))
            return NamedRole{found->role, {}, 2, false};
    return std::nullopt;
}

/// The part that ends last, which in most languages says what the name is: 订单成交时间 is a time.
const PartRow *headPart(const QString &key)
{
    const PartRow *head = nullptr;
    qsizetype end = 0, length = 0;
    for (const auto &row : kParts) {
        const auto word = QString::fromUtf8(row.part);
        const auto at = key.lastIndexOf(word);
        if (at < 0 || at + word.size() < end || (at + word.size() == end && word.size() <= length))
            continue;
        head = &row;
        end = at + word.size();
        length = word.size();
    }
    return head;
}

/// What is said of a person or a product, not which it is: 用户实付金额, 会员等级, 顧客年齢.
bool isMeasure(const QString &rest)
{
    static const QStringList kMeasures =
        QStringLiteral(
            "金额 金額 实付 應付 应付 价 價 年龄 年齢 年齡 等级 等級 性别 性別 数 數 率 比 城市 地区 地區 省 "
            "类型 類型 职业 職業 标签 生日 积分 積分 余额 나이 연령 성별 금액 등급 수 비율")
            .split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(kMeasures, [&](const QString &word) { return rest.contains(word); });
}

struct MeaningRow
{
    Meaning meaning;
    const char *words;
};

constexpr MeaningRow kMeaningRows[] = {
    {Meaning::Exposure, "impression impressions exposure exposed expose show shown display imp recommended served 曝光 "
                        "展示 展现 viewitemlist productlistviewed viewpromotion impressed einblendung eingeblendet "
                        "angezeigt affiché affichage mostrado impresión 노출 表示 インプレッション แสดง"},
    {Meaning::View,
     "view views viewed prodview pv click clicks clk clicked pageview itemview productview viewitem viewproduct "
     "detail productdetail browse visit watch "
     "read play open seen glance viewcontent clickitem itemdetail look clickout 浏览 点击 查看 访问 "
     "點擊 瀏覽 看 ansicht vue vista görüntüleme goruntuleme selectitem productviewed productclicked viewproductdetail "
     "itemclick productclick clickproduct openproduct play played playing watched listened viewedproduct aufruf "
     "angesehen klick geklickt ansehen clic consultation consulté visto vista visualización visualizacion ver 조회 "
     "클릭 보기 상품조회 閲覧 クリック 商品閲覧 视频播放 点击商品 浏览商品 เข้าชม คลิก ดู"},
    {Meaning::Favourite,
     "fav favs likes wishlists favorite favourite favorites collect like liked likes wishlist addtowishlist bookmark "
     "save saved star follow heart addtofavorites "
     "收藏 喜欢 点赞 关注 加收藏 收藏商品 添加收藏 merkliste merkzettel favori favoris favorito "
     "deseos productaddedtowishlist addedtowishlist wishlisted 찜 찜하기 위시 위시리스트 좋아요 "
     "お気に入り ブックマーク gemerkt favorisiert ajoutfavori favoritos guardado ถูกใจ"},
    {Meaning::Cart,
     "cart carts scadd addtocart addtocarts addcart addtobasket basket baskets add cartadd atc addtobag 加购 "
     "加入购物车 "
     "加购物车 "
     "购物车 加车 添加购物车 加入購物車 加購 warenkorb panier carrito sepet sepeteekle productadded addedtocart "
     "ecommerceabandonedcart itemadded cartaddition addtocartclick addproduct indenwarenkorb imwarenkorb ajoutpanier "
     "ajoutaupanier "
     "ajouteraupanier añadiralcarrito anadiralcarrito agregaralcarrito añadido 장바구니 담기 장바구니담기 장바구니추가 "
     "カート カート追加 カート投入 カートに入れる かご ตะกร้า ใส่ตะกร้า เพิ่มลงตะกร้า"},
    {Meaning::Purchase,
     "buy bought purchase purchased purchases order ordered orders transaction transactions sale "
     "sold checkout pay paid payment conversion convert conv "
     "checkoutcomplete checkoutcompleted checkoutsuccess ordersuccess ecommerceorder orderplaced buyorder delivered "
     "shipped completed complete 购买 下单 支付 成交 付款 订单 交易 "
     "已购买 買 購買 下單 交易成功 已完成 kauf bestellung kaufen achat commande compra "
     "pedido satınalma satinalma sipariş invoice ordercompleted ordercomplete orderpaid processing fulfilled "
     "partiallyfulfilled dispatched closed pendingshipment onhold pending unshipped partiallyshipped gekauft bestellt "
     "bezahlt abgeschlossen versendet verschickt zugestellt acheté payé payée livré livrée expédié expédiée terminé "
     "terminée comprado comprar pagado enviado completado entregado 구매 주문 결제 구매완료 주문완료 결제완료 배송완료 "
     "購入 注文 決済 発送済 発送済み 購入済 購入済み 購入完了 完了 ซื้อ สั่งซื้อ ชำระเงิน ชำระแล้ว สำเร็จ 已付款 已支付 已发货 "
     "已签收 待发货 待收货 交易完成 已成交 付款成功 支付成功 已完成订单"},
    {Meaning::Return,
     "return returned returns refund refunded refunds cancel cancelled canceled cancellation chargeback 退货 退款 取消 "
     "退單 退貨 已退款 交易关闭 retoure storno remboursement devolucion iade orderrefunded partiallyrefunded "
     "partialrefund returnrequested voided void annulé annulée remboursé remboursée retour retourné retournée "
     "storniert erstattet zurückgesendet zurückgegeben rückgabe devuelto devuelta reembolsado reembolso cancelado "
     "cancelada anulado devolución 환불 반품 취소 주문취소 返品 返金 キャンセル คืนสินค้า คืนเงิน ยกเลิก 已取消 已关闭 "
     "交易取消 已退货 退款成功"},
    {Meaning::Rating, "rate rated rating review reviewed reviews score 评分 评价 打分 评论 bewertung bewertet noter "
                      "noté évaluer valorar valorado 평가 리뷰 評価 レビュー คะแนน รีวิว"},
    {Meaning::Search,
     "search searched searches query searching sitesearch 搜索 查询 搜寻 搜尋 suche recherche busqueda arama onsearch "
     "viewsearchresults productssearched searchproduct gesucht recherché buscar búsqueda buscado 검색 検索 ค้นหา"},
    {Meaning::Other,
     "scview scopen sccheckout scremove removefromcart cartremove remove removecart deletefromcart delcart dislike "
     "unfavorite unlike "
     "login logout signup register share 删除购物车 移出购物车 分享 登录 注册 取消收藏 "
     "beginsession endsession appopen sessionstart skip hide productremoved begincheckout checkoutstarted "
     "checkoutprogress addpaymentinfo addshippinginfo firstvisit userengagement scroll filedownload productsort "
     "typefilter brandfilter globalclick producthover declinedproduct pageexit 404redirect failed pendingpayment "
     "paymentfailed draft checkoutdraft abandoned viewcart addtocompare useraction"},
};

} // namespace

/// A path into a nested record (`properties.product.id`): the last two names together, else the last one, say what it
/// is. What belongs to a device, a place or a campaign says nothing.
static std::optional<NamedRole> roleOfPath(const QString &path)
{
    static const QSet<QString> kBesides{
        QStringLiteral("device"),  QStringLiteral("geo"),      QStringLiteral("trafficsource"),
        QStringLiteral("app"),     QStringLiteral("appinfo"),  QStringLiteral("library"),
        QStringLiteral("page"),    QStringLiteral("campaign"), QStringLiteral("location"),
        QStringLiteral("network"), QStringLiteral("browser"),  QStringLiteral("screen")};
    const auto names = path.split(u'.');
    for (const auto &each : names.mid(0, names.size() - 1))
        if (kBesides.contains(normalised(each)))
            return NamedRole{};
    const auto &words = vocabulary();
    for (const auto &key : {normalised(names[names.size() - 2] + names.back()), normalised(names.back())})
        if (const auto found = words.constFind(key); found != words.cend())
            return *found;
    return std::nullopt;
}

std::optional<NamedRole> roleOfName(const QString &name)
{
    if (const auto dot = name.indexOf(u'.'); dot > 0 && dot + 1 < name.size() && !name.contains(u' '))
        if (const auto found = roleOfPath(name))
            return found->strength > 0 ? found : std::nullopt;
    const auto key = normalised(name);
    if (key.isEmpty())
        return std::nullopt;
    if (const auto found = vocabulary().constFind(key); found != vocabulary().cend())
        return *found;
    if (const auto named = roleOfPart(name))
        return named;
    if (const auto named = roleOfNumber(name))
        return named;
    const auto *part = headPart(key);
    if (!part)
        return std::nullopt;
    const auto rest = QString(key).remove(QString::fromUtf8(part->part));
    if ((part->role == Role::User || part->role == Role::Item) && isMeasure(rest))
        return vocabulary().contains(rest) ? std::optional(vocabulary().value(rest)) : std::nullopt;
    return NamedRole{part->role, QString::fromUtf8(part->field), 1, false};
}

bool isKeyName(const QString &name)
{
    static const QStringList kEnds =
        QStringLiteral("id ids code codes sku skus ean upc asin 编号 编码 代码 編號 編碼 番号 コード 번호 코드")
            .split(u' ');
    return std::ranges::any_of(kEnds, [key = normalised(name)](const QString &end) { return key.endsWith(end); });
}

bool isDayCountName(const QString &name)
{
    static const auto kNames = setOf("day days dayid dayno daynum dayn dayindex daynumber daynr tag tagnr jour numjour "
                                     "dia día 日 天 第几天 日番号 วันที่");
    static const QStringList kBegins =
        QStringLiteral("dayssince daysfrom daysafter dayof relativeday elapsedday tageseit joursdepuis díasdesde "
                       "diasdesde giornidal dniod 距离首日 经过天数")
            .split(u' ');
    static const auto kCalendar = setOf("dayofweek dayofmonth dayofyear");
    auto key = name.toLower();
    key.removeIf([](QChar c) { return !c.isLetterOrNumber() && !c.isMark(); });
    return kNames.contains(key) ||
           (!kCalendar.contains(key) && !key.contains(QStringLiteral("prior")) &&
            std::ranges::any_of(kBegins, [&](const QString &begin) { return key.startsWith(begin); }));
}

bool isRatingName(const QString &name)
{
    static const QSet<QString> kNames = [] {
        QSet<QString> names;
        for (const auto &word :
             QStringLiteral(
                 "rating ratings score stars star overall ratingscore starrating reviewscore "
                 "ratingvalue myrating yourrating bewertung note puan puntuación puntuacion évaluation 评分 打分 "
                 "星级 得分 评价分数 評分 bookrating movierating userrating itemrating productrating "
                 "reviewrating reviewoverall overallrating sterne notation evaluation calificación "
                 "calificacion valoración valoracion estrellas nota 評価 評価点 評点 レーティング 평점 별점 "
                 "评级 评星 用户评分 คะแนน voto valutazione avaliação ocena оценка рейтинг beoordeling")
                 .split(u' ', Qt::SkipEmptyParts))
            names.insert(normalised(word));
        return names;
    }();
    const auto key = normalised(name);
    return kNames.contains(key) || key.endsWith(QStringLiteral("评分"));
}

std::optional<Meaning> meaningOfWord(const QString &word)
{
    static const auto kWords = [] {
        QHash<QString, Meaning> words;
        for (const auto &row : kMeaningRows)
            for (const auto &entry : QString::fromUtf8(row.words).split(u' ', Qt::SkipEmptyParts))
                if (!words.contains(normalised(entry)))
                    words.insert(normalised(entry), row.meaning);
        return words;
    }();
    if (const auto found = kWords.constFind(normalised(word)); found != kWords.cend())
        return *found;
    static const QSet<QString> kBesides{QStringLiteral("item"),     QStringLiteral("items"),  QStringLiteral("product"),
                                        QStringLiteral("products"), QStringLiteral("a"),      QStringLiteral("an"),
                                        QStringLiteral("the"),      QStringLiteral("to"),     QStringLiteral("user"),
                                        QStringLiteral("customer"), QStringLiteral("article")};
    auto words = wordsOf(word); // Item Viewed, Added to Cart
    words.removeIf([](const QString &each) { return kBesides.contains(each); });
    const auto found = kWords.constFind(words.join(QString()));
    return found == kWords.cend() ? std::nullopt : std::optional(*found);
}

std::optional<FlagMeanings> meaningsOfFlag(const QString &name)
{
    using M = Meaning;
    static const auto kClicks = setOf("click clk clicked isclick isclicked 点击 是否点击 geklickt cliqué");
    static const auto kLikes =
        setOf("like liked likes isliked favorite favourite favorited favourited isfavorite "
              "isfavourite thumbsup upvote upvoted islike 喜欢 点赞 是否喜欢 是否点赞 gefällt aimé "
              "megusta");
    static const auto kBuys = setOf("purchased bought ispurchased isbought ispurchase purchase buy isbuy converted "
                                    "conversion isconverted 购买 是否购买 gekauft acheté comprado");
    const auto key = normalised(name);
    if (kClicks.contains(key))
        return FlagMeanings{M::View, M::Exposure};
    if (kLikes.contains(key))
        return FlagMeanings{M::Favourite, M::Other};
    return kBuys.contains(key) ? std::optional(FlagMeanings{M::Purchase, M::Exposure}) : std::nullopt;
}

std::optional<bool> flagOfWord(const QString &word)
{
    static const auto kYes = setOf("1 true t yes y 是 ja oui si sí sim はい ✓ ✔ x");
    static const auto kNo = setOf("0 false f no n 否 nein non não nao いいえ ✗ ✘");
    const auto lower = word.toLower();
    return kYes.contains(lower) ? std::optional(true) : kNo.contains(lower) ? std::optional(false) : std::nullopt;
}

bool isGuestName(const QString &name)
{
    static const QStringList kParts{
        QStringLiteral("anonymous"), QStringLiteral("device"),     QStringLiteral("cookie"),
        QStringLiteral("visitor"),   QStringLiteral("pseudoid"),   QStringLiteral("guest"),
        QStringLiteral("distinct"),  QStringLiteral("domainuser"), QStringLiteral("networkuser")};
    return std::ranges::any_of(kParts, [key = normalised(name)](const QString &part) { return key.contains(part); });
}

std::vector<std::pair<QString, Meaning>> meaningsOfCodes(const QStringList &codes)
{
    using M = Meaning;
    const QSet<QString> seen(codes.begin(), codes.end());
    const auto table = [&](int first, const std::vector<M> &meanings) {
        std::vector<std::pair<QString, M>> map;
        for (std::size_t i = 0; i < meanings.size(); ++i)
            map.emplace_back(QString::number(first + int(i)), meanings[i]);
        for (const auto &code : seen)
            if (std::none_of(map.begin(), map.end(), [&](const auto &entry) { return entry.first == code; }))
                return std::vector<std::pair<QString, M>>{};
        return map;
    };
    if (seen.isEmpty())
        return {};
    if (seen.contains(QStringLiteral("0")))
        return table(0, {M::View, M::Cart, M::Purchase, M::Favourite});
    if (auto map = table(1, {M::View, M::Favourite, M::Cart, M::Purchase}); !map.empty())
        return map;
    return table(1, {M::View, M::Cart, M::Other, M::Purchase, M::Favourite, M::View});
}

} // namespace aisle
