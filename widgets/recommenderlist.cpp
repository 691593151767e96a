#include "widgets/recommenderlist.h"
#include "widgets/errortext.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace aisle {

namespace {

enum Role { kId = Qt::UserRole, kSummary, kPaper, kWhyNot, kFamily, kHaystack };

constexpr int kPadding = 8;

/// Draws (or only measures) text in lines of a width. @return its height
int paragraph(QPainter *painter, const QString &text, const QFont &font, const QColor &colour, QPoint at, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    qreal y = 0;
    for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    if (painter) {
        painter->setPen(colour);
        layout.draw(painter, at);
    }
    return static_cast<int>(std::ceil(y));
}

class RecommenderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QListWidget *>(option.widget);
        const int width = view ? view->viewport()->width() : 260;
        return {width / 2, draw(nullptr, QRect(0, 0, width, 0), index)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool heading = index.data(kId).toString().isEmpty();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, tokens().selection);
        else if ((option.state & QStyle::State_MouseOver) && !heading && index.data(kWhyNot).toString().isEmpty())
            painter->fillRect(option.rect, tokens().raised);
        draw(painter, option.rect, index);
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Selected)) {
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), tokens().accent);
        }
        painter->restore();
    }

private:
    static int draw(QPainter *painter, const QRect &rect, const QModelIndex &index)
    {
        const auto &t = tokens();
        const QFont plain = strongFont();
        auto regular = plain;
        regular.setWeight(QFont::Normal);
        const int width = rect.width() - 2 * kPadding;
        auto at = rect.topLeft() + QPoint(kPadding, kPadding - 2);
        if (index.data(kId).toString().isEmpty()) {
            at.ry() += 4;
            return 2 * kPadding +
                   paragraph(painter, index.data(Qt::DisplayRole).toString(), regular, t.secondaryText, at, width);
        }
        const auto why = index.data(kWhyNot).toString();
        const bool can = why.isEmpty();
        at.ry() += paragraph(painter, index.data(Qt::DisplayRole).toString(), plain, can ? t.text : t.secondaryText, at,
                             width);
        at.ry() +=
            2 + paragraph(painter, index.data(kSummary).toString(), regular, can ? t.text : t.secondaryText, at, width);
        const auto last = can ? index.data(kPaper).toString() : why;
        if (!last.isEmpty())
            at.ry() += 2 + paragraph(painter, last, regular, can ? t.secondaryText : t.warning, at, width);
        return at.y() - rect.top() + kPadding;
    }
};

QString needText(const std::string &need)
{
    struct Named
    {
        const char *need;
        const char *text;
    };
    static constexpr Named kTexts[]{
        {"times", QT_TRANSLATE_NOOP("Need", "This log has no times.")},
        {"text", QT_TRANSLATE_NOOP("Need", "The products have no titles: import a catalogue.")},
        {"attributes", QT_TRANSLATE_NOOP("Need", "The products have no attributes: import a catalogue.")},
        {"ratings", QT_TRANSLATE_NOOP("Need", "This log has no ratings.")},
        {"links", QT_TRANSLATE_NOOP("Need", "The products have no links to other things.")},
        {"runs", QT_TRANSLATE_NOOP("Need", "It blends other runs: train some first.")},
        {"images", QT_TRANSLATE_NOOP("Need", "The products have no pictures.")}};
    for (const auto &named : kTexts) {
        if (need == named.need)
            return coreText("Need", named.text);
    }
    return {};
}

} // namespace

RecommenderList::RecommenderList(QWidget *parent)
    : QWidget(parent), m_search(new QLineEdit(this)), m_list(new QListWidget(this))
{
    m_search->setObjectName(QStringLiteral("recommender-search"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("recommender-list"));
    m_list->setItemDelegate(new RecommenderDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &RecommenderList::narrow);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item && !m_rebuilding)
            Q_EMIT currentChanged(item->data(kId).toString());
    });
    connect(m_list, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { Q_EMIT activated(item->data(kId).toString()); });
    rebuild();
}

QString RecommenderList::whyNot(const RecommenderInfo &info) const
{
    if (!m_facts)
        return {};
    for (const auto &need : info.needs) {
        if (!m_facts->has(need))
            return needText(need);
    }
    return {};
}

void RecommenderList::setFacts(const std::optional<DataFacts> &facts)
{
    m_facts = facts;
    rebuild();
}

std::string RecommenderList::current() const
{
    const auto *item = m_list->currentItem();
    return item ? item->data(kId).toString().toStdString() : std::string();
}

void RecommenderList::setCurrent(const std::string &id)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(kId).toString().toStdString() == id)
            m_list->setCurrentRow(row);
    }
}

void RecommenderList::rebuild()
{
    const auto chosen = current();
    m_rebuilding = true;
    m_list->clear();
    m_search->setPlaceholderText(tr("Search recommenders"));
    m_search->setAccessibleName(tr("Search recommenders"));
    m_list->setAccessibleName(tr("Recommenders"));
    QString family;
    for (const auto &info : recommenders()) {
        if (const auto next = QString::fromUtf8(info.family); next != family) {
            family = next;
            addHeading(coreText("Recommender", info.family));
        }
        addRecommender(info);
    }
    setCurrent(chosen);
    m_rebuilding = false;
    narrow();
}

void RecommenderList::addHeading(const QString &family)
{
    auto *item = new QListWidgetItem(family, m_list);
    item->setFlags(Qt::NoItemFlags);
}

void RecommenderList::addRecommender(const RecommenderInfo &info)
{
    auto *item = new QListWidgetItem(coreText("Recommender", info.name), m_list);
    const auto why = whyNot(info);
    const auto summary = coreText("Recommender", info.summary);
    const auto paper = coreText("Recommender", info.paper);
    item->setData(kId, QString::fromStdString(info.id));
    item->setData(kSummary, summary);
    item->setData(kPaper, paper);
    item->setData(kWhyNot, why);
    item->setData(kHaystack, QStringList{item->text(), QString::fromUtf8(info.name), QString::fromStdString(info.id),
                                         summary, paper, coreText("Recommender", info.family)}
                                 .join(QLatin1Char('\n')));
    item->setData(Qt::AccessibleDescriptionRole, why.isEmpty() ? summary : why);
    if (!why.isEmpty())
        item->setFlags(Qt::NoItemFlags);
}

void RecommenderList::narrow()
{
    const auto words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QListWidgetItem *heading = nullptr;
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        if (item->data(kId).toString().isEmpty()) {
            heading = item;
            heading->setHidden(true);
            continue;
        }
        const auto haystack = item->data(kHaystack).toString();
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const auto &word) { return haystack.contains(word, Qt::CaseInsensitive); });
        item->setHidden(!fits);
        if (fits && heading)
            heading->setHidden(false);
    }
}

void RecommenderList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

bool RecommenderList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
            for (int row = 0; row < m_list->count(); ++row) {
                if (auto *item = m_list->item(row); !item->isHidden() && (item->flags() & Qt::ItemIsEnabled)) {
                    m_list->setCurrentItem(item);
                    m_list->setFocus();
                    return true;
                }
            }
        }
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace aisle
