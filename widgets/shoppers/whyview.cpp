#include "widgets/shoppers/whyview.h"

#include "widgets/common/icons.h"
#include "widgets/common/productfield.h"
#include "widgets/common/theme.h"
#include "widgets/shoppers/whycolumn.h"
#include "widgets/text/format.h"
#include "widgets/text/tiptext.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

WhyView::WhyView(QWidget *parent) : Retranslated(parent)
{
    createWidgets();
    layOut();
    connectAll();
    retranslate();
}

void WhyView::createWidgets()
{
    m_name = new QLabel(this);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts = new QLabel(this);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setSecondary(m_facts);
    createButtons();
    m_columnArea = new QWidget(this);
    m_columnLayout = new QHBoxLayout(m_columnArea);
    m_columnLayout->setContentsMargins(kSpaceInside, 0, kSpaceInside, 0);
    m_columnLayout->setSpacing(kSpaceGroups);
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        auto *column = new WhyColumn(slot, m_columnArea);
        m_columns[static_cast<std::size_t>(slot)] = column;
        m_columnLayout->addWidget(column, 1);
    }
}

void WhyView::createButtons()
{
    m_add = new QPushButton(this);
    m_add->setObjectName(QStringLiteral("addToHistory"));
    m_add->setIcon(themeIcon(QStringLiteral("plus")));
    m_open = new QPushButton(this);
    m_open->setObjectName(QStringLiteral("openProduct"));
    m_open->setIcon(themeIcon(QStringLiteral("product")));
    m_map = new QPushButton(this);
    m_map->setObjectName(QStringLiteral("showOnMap"));
    m_map->setIcon(themeIcon(QStringLiteral("map")));
    for (auto *button : {m_add, m_open, m_map})
        button->setAutoDefault(false);
    m_other = new ProductField(this);
    m_other->setObjectName(QStringLiteral("whyNot"));
    m_close = new QToolButton(this);
    m_close->setIcon(themeIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setIconSize({14, 14});
}

void WhyView::connectAll()
{
    for (auto *column : m_columns)
        connect(column, &WhyColumn::productChosen, this, &WhyView::productChosen);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_item)
            Q_EMIT addRequested(*m_item);
    });
    connect(m_open, &QPushButton::clicked, this, &WhyView::openRequested);
    connect(m_map, &QPushButton::clicked, this, &WhyView::mapRequested);
    connect(m_close, &QToolButton::clicked, this, &WhyView::closed);
    connect(m_other, &ProductField::productChosen, this, [this](const ItemRecord &item) {
        Q_EMIT productChosen({item.id, item.key, item.title});
    });
}

void WhyView::layOut()
{
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_facts);
    auto *heading = new QHBoxLayout;
    heading->setContentsMargins(12, kSpaceBetween, kSpaceInside, 0);
    heading->setSpacing(kSpaceBetween);
    heading->addLayout(names, 3);
    heading->addWidget(m_other, 2);
    heading->addWidget(m_add);
    heading->addWidget(m_open);
    heading->addWidget(m_map);
    heading->addWidget(m_close);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_columnArea);
    scroll->viewport()->setAutoFillBackground(false);
    m_columnArea->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceInside);
    layout->addLayout(heading);
    layout->addWidget(scroll, 1);
    setMinimumHeight(130);
}

void WhyView::setSession(SessionPointer session)
{
    m_session = std::move(session);
    m_other->setSession(m_session);
    m_product.reset();
    m_item.reset();
}

void WhyView::setVisibleSlots(const std::vector<int> &visibleSlots)
{
    for (auto *column : m_columns)
        column->setVisible(std::find(visibleSlots.begin(), visibleSlots.end(), column->slot()) != visibleSlots.end());
}

void WhyView::showProduct(const ProductRef &product)
{
    if (!m_product || m_product->id != product.id) {
        m_item.reset();
        for (auto *column : m_columns)
            column->showMessage(tr("Looking at its place"));
    }
    m_product = product;
    nameProduct();
}

void WhyView::nameProduct()
{
    if (!m_product || !m_session)
        return;
    const auto key = m_session->keys().product(m_product->key);
    const bool hasTitle = !m_product->title.isEmpty();
    const auto name = hasTitle ? m_product->title : key;
    m_name->setText(
        m_name->fontMetrics().elidedText(name, hasTitle ? Qt::ElideRight : Qt::ElideMiddle, m_name->width()));
    m_name->setToolTip(tipText(name));
    QStringList facts;
    if (hasTitle)
        facts.append(key);
    if (m_item && !m_item->category.isEmpty())
        facts.append(m_item->category);
    if (m_item && m_item->price)
        facts.append(QLocale().toString(*m_item->price, 'f', 2));
    m_facts->setText(facts.join(QStringLiteral("  ·  ")));
    m_add->setEnabled(m_item.has_value());
}

void WhyView::showWhy(const ListDesk::Why &why, const ListDesk &desk, int k)
{
    m_item = why.item;
    nameProduct();
    for (auto *column : m_columns) {
        const auto slot = static_cast<std::size_t>(column->slot());
        const auto &list = desk.answer().lists[slot];
        if (!why.places[slot]) {
            column->showMessage(list ? QString() : tr("Choose a shopper to see its place."));
            continue;
        }
        const auto last = list && !list->items.empty() ? std::optional(list->items.back().score) : std::nullopt;
        column->showPlace(*why.places[slot], k, last, why.items, m_session->keys());
    }
}

void WhyView::showAlike(const ListDesk::Alike &alike)
{
    if (!m_product || m_product->id != alike.item)
        return;
    for (auto *column : m_columns) {
        const auto slot = static_cast<std::size_t>(column->slot());
        if (alike.made[slot])
            column->showNeighbours(alike.neighbours[slot], *alike.made[slot], alike.items, m_session->keys());
    }
}

void WhyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    nameButtons();
    nameProduct();
}

void WhyView::nameButtons()
{
    const bool narrow = width() < 860;
    m_add->setText(narrow ? QString() : tr("Add to history"));
    m_open->setText(narrow ? QString() : tr("Open product"));
    m_map->setText(narrow ? QString() : tr("Show on map"));
}

void WhyView::retranslate()
{
    m_name->setFont(sectionFont());
    m_other->setPlaceholderText(tr("Why not: type a product"));
    m_other->setAccessibleName(tr("Why not that one: type a product to see its place in every list"));
    m_other->setToolTip(tr("See the place and the score of a product that is not in the lists."));
    m_add->setToolTip(tr("What if the shopper had chosen it just now: the lists follow"));
    m_add->setAccessibleName(tr("Add to history"));
    m_open->setToolTip(tr("Everything about this product: how it sells, what is similar, who is shown it"));
    m_open->setAccessibleName(tr("Open product"));
    m_map->setToolTip(tr("Show this product on the map"));
    m_map->setAccessibleName(tr("Show on map"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close the explanation"));
    nameButtons();
    nameProduct();
}

} // namespace aisle
