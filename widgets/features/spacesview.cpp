#include "widgets/features/spacesview.h"

#include "widgets/common/icons.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/tiptext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace aisle {

namespace {

constexpr int kNameLetters = 12; ///< of a table, at least
constexpr int kSharedColumn = 1;

} // namespace

SpacesView::SpacesView(QWidget *parent)
    : Retranslated(parent), m_find(new ProductField(this)), m_product(new QLabel(this))
{
    m_find->setObjectName(QStringLiteral("findProduct"));
    m_find->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_find->setMinimumWidth(280);
    m_product->setFont(strongFont());
    m_product->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (std::size_t space = 0; space < kSpaces; ++space) {
        m_cards[space] = new ListCard(this);
        m_cards[space]->rows()->setObjectName(QStringLiteral("space%1").arg(space + 1));
        m_table[space] = new QComboBox(m_cards[space]);
        m_table[space]->setObjectName(QStringLiteral("table%1").arg(space + 1));
        m_table[space]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_table[space]->setMinimumContentsLength(kNameLetters);
        m_cards[space]->setCorner(m_table[space]);
    }
    layOut();
    connectAll();
    retranslate();
}

void SpacesView::layOut()
{
    auto *bar = new QHBoxLayout;
    bar->setSpacing(kSpacePage);
    bar->addWidget(m_find, 2);
    bar->addWidget(m_product, 3);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(kSpaceBetween);
    for (auto *card : m_cards)
        cards->addWidget(card, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(kSpaceBetween);
    layout->addLayout(bar);
    layout->addLayout(cards, 1);
}

void SpacesView::connectAll()
{
    connect(m_find, &ProductField::productChosen, this, [this](const ItemRecord &item) {
        Q_EMIT productChosen({item.id, item.key, item.title});
    });
    for (std::size_t space = 0; space < kSpaces; ++space) {
        connect(m_table[space], &QComboBox::activated, this, &SpacesView::sourcesChosen);
        auto *rows = m_cards[space]->rows();
        connect(rows->rows(), &QAbstractItemModel::modelReset, rows, [rows] {
            if (rows->rows()->columnCount() > kSharedColumn)
                rows->horizontalHeader()->setSectionResizeMode(kSharedColumn, QHeaderView::Stretch);
        });
        connect(rows, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
            Q_EMIT productChosen({ItemId(index.data(RowsModel::IdRole).toLongLong()),
                                  index.data(RowsModel::KeyRole).toString(),
                                  index.data(RowsModel::TitleRole).toString()});
        });
    }
}

void SpacesView::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_find->setSession(m_session);
    m_find->clear();
    m_item.reset();
    m_spaces.reset();
    setSources({});
    showProduct();
}

void SpacesView::setSources(const QStringList &tables)
{
    const bool hadTables = std::exchange(m_hasTables, !tables.isEmpty());
    if (!hadTables && m_hasTables) // until now runs stood in for them
        for (auto *box : m_table) {
            const QSignalBlocker silent(box);
            box->clear();
        }
    for (std::size_t space = 0; space < kSpaces; ++space)
        fillBox(space, tables);
}

void SpacesView::fillBox(std::size_t space, const QStringList &tables)
{
    auto *box = m_table[space];
    const auto before = box->currentData();
    const QSignalBlocker silent(box);
    box->clear();
    for (const auto &name : tables)
        box->addItem(name, name);
    for (int slot = 0; m_session && slot < kMaxComparedRuns; ++slot)
        if (const auto &run = m_session->selection().state().runs[static_cast<std::size_t>(slot)])
            box->addItem(QStringLiteral("%1  %2").arg(runLetter(slot)).arg(run->label),
                         static_cast<qint64>(run->id.value));
    if (space > 0)
        box->addItem(tr("none"), QString());
    int chosen = before.isValid() && before != QVariant(QString()) ? box->findData(before) : -1;
    for (int i = 0; chosen < 0 && i < box->count(); ++i) // at the right another than at the left
        if (space == 0 || box->itemData(i) != m_table[0]->currentData())
            chosen = i;
    box->setCurrentIndex(chosen);
    box->setVisible(box->count() > static_cast<int>(space));
}

void SpacesView::showFirst(const QString &table)
{
    const QSignalBlocker silent(m_table[0]);
    m_table[0]->setCurrentIndex(std::max(0, m_table[0]->findData(table)));
}

FeatureDesk::Sources SpacesView::sources() const
{
    FeatureDesk::Sources chosen;
    for (std::size_t space = 0; space < kSpaces; ++space) {
        const auto source = m_table[space]->currentData();
        if (source.typeId() == QMetaType::QString)
            chosen[space].table = source.toString();
        else
            chosen[space].run = RunId(source.toLongLong());
    }
    return chosen;
}

void SpacesView::showProduct()
{
    const auto product = m_session ? m_session->selection().state().product : std::nullopt;
    if (!product || m_item != product->id) {
        m_item = product ? std::optional(product->id) : std::nullopt;
        m_spaces.reset();
    }
    const auto name = !product                   ? QString()
                      : product->title.isEmpty() ? m_session->keys().product(product->key)
                                                 : product->title;
    m_product->setText(name);
    m_product->setToolTip(tipText(name));
    for (std::size_t space = 0; space < kSpaces; ++space)
        fill(space);
}

void SpacesView::showSpaces(ItemId item, const FeatureDesk::Spaces &spaces)
{
    if (m_item != item)
        return;
    m_spaces = spaces;
    for (std::size_t space = 0; space < kSpaces; ++space)
        fill(space);
}

/// Of what both hold to be similar: its place in the other list.
QString SpacesView::placeAtTheOther(std::size_t space, ItemId item) const
{
    const auto &others = (*m_spaces)[1 - space].similar.products;
    const auto found = std::ranges::find_if(others, [item](const auto &other) { return other.item.id == item; });
    return found == others.end() ? QString() : QLocale().toString(found - others.begin() + 1);
}

std::vector<RowsModel::Row> SpacesView::rowsOf(std::size_t space) const
{
    std::vector<RowsModel::Row> rows;
    for (const auto &[item, similarity, shared] : (*m_spaces)[space].similar.products) {
        const auto cosine = static_cast<double>(similarity);
        rows.push_back({.id = item.id.value,
                        .key = item.key,
                        .title = item.title,
                        .cells = {{.text = item.title.isEmpty() ? m_session->keys().product(item.key) : item.title},
                                  {.text = shared.join(tr(", "))},
                                  {.text = placeAtTheOther(space, item.id), .isNumber = true},
                                  {.text = QLocale().toString(cosine, 'f', 3), .isNumber = true, .fraction = cosine}}});
    }
    return rows;
}

void SpacesView::fill(std::size_t space)
{
    auto *card = m_cards[space];
    const auto source = sources()[space];
    const auto *seen = m_spaces && (*m_spaces)[space].source == source ? &(*m_spaces)[space] : nullptr;
    const bool areCosines = !seen || seen->similar.areCosines;
    card->rows()->rows()->setHeaders(
        {tr("Product"), tr("In common"), tr("Other list"), areCosines ? tr("Cosine") : tr("Share")});
    auto rows = seen && m_session ? rowsOf(space) : std::vector<RowsModel::Row>();
    const bool any = !rows.empty();
    card->rows()->rows()->setRows(std::move(rows));
    card->rows()->setColumnHidden(2, sources()[1].isNone());
    if (source.isNone())
        card->showMessage(QStringLiteral("features"), m_table[space]->isVisibleTo(this)
                                                          ? tr("Choose a second table to see two side by side.")
                                                          : tr("There are no features of products."));
    else if (!m_item)
        card->showMessage(QStringLiteral("product"),
                          tr("Choose a product: type its title or key above, or open one from a table."));
    else if (!seen)
        card->showMessage(QStringLiteral("clock"), tr("Reading the vectors..."));
    else if (seen->failure)
        card->showMessage(QStringLiteral("warning"), errorText(*seen->failure));
    else if (!seen->similar.isKnown)
        card->showMessage(QStringLiteral("info"), source.table.isEmpty()
                                                      ? tr("This run has never seen the product.")
                                                      : tr("The product has no vector in this table."));
    else if (any)
        card->showRows(areCosines ? tr("Nearest by cosine; a double click makes one the product")
                                  : tr("What the run would show to somebody who chose this product only"));
    else
        card->showMessage(QStringLiteral("info"), source.table.isEmpty()
                                                      ? tr("This recommender does not tell products apart.")
                                                      : tr("No other product has a vector in this table."));
}

void SpacesView::retranslate()
{
    m_find->setPlaceholderText(tr("Find a product by title or key"));
    m_find->setAccessibleName(m_find->placeholderText());
    const std::array names{tr("Similar products, at the left"), tr("Similar products, at the right")};
    const std::array boxes{tr("Table or run at the left"), tr("Table or run at the right")};
    for (std::size_t space = 0; space < kSpaces; ++space) {
        m_cards[space]->setTitle(tr("Similar by"));
        m_cards[space]->rows()->setAccessibleName(names[space]);
        m_table[space]->setAccessibleName(boxes[space]);
        if (const int none = m_table[space]->findData(QString()); none >= 0)
            m_table[space]->setItemText(none, tr("none"));
    }
    showProduct();
}

} // namespace aisle
