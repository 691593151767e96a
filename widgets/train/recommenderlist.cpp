#include "widgets/train/recommenderlist.h"
#include "widgets/common/icons.h"
#include "widgets/common/rowchoice.h"
#include "widgets/common/theme.h"
#include "widgets/text/errortext.h"
#include "widgets/text/namematch.h"
#include "widgets/text/recommendertext.h"
#include "widgets/text/tiptext.h"

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

enum Role { kId = Qt::UserRole, kSummary, kNeeds, kWhyNot, kFamily, kFolded, kOpen };

constexpr int kPadding = 8;
constexpr int kChevron = 12;

/// Draws (or only measures) text in lines of a width. @return its height
int paragraph(QPainter *painter, const QString &text, const QFont &font, const QColor &colour, QPoint at, int width)
{
    if (text.isEmpty())
        return 0;
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

bool isHeading(const QModelIndex &index)
{
    return index.data(kId).toString().isEmpty();
}

/// How well a recommender answers a search, the best first; absent when it does not. Names before the texts, which name
/// other recommenders as well.
std::optional<int> answerOf(const RecommenderInfo &info, const QStringList &words)
{
    const auto wanted = words.join(u' ');
    auto match = NameMatch::None;
    for (const auto &name :
         {coreText("Recommender", info.name), QString::fromUtf8(info.name), QString::fromStdString(info.id)})
        match = std::min(match, matchName(name, wanted));
    if (match != NameMatch::None)
        return static_cast<int>(match);
    const auto texts =
        QStringList{coreText("Recommender", info.summary), coreText("Recommender", info.paper), needsText(info),
                    coreText("Recommender", info.family), coreText("Recommender", info.name)}
            .join(u'\n');
    const bool holdsAll = std::all_of(words.begin(), words.end(),
                                      [&](const auto &word) { return texts.contains(word, Qt::CaseInsensitive); });
    return holdsAll ? std::optional(static_cast<int>(NameMatch::None)) : std::nullopt;
}

class RecommenderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = qobject_cast<const QListWidget *>(option.widget);
        const QRect rect(0, 0, view ? view->viewport()->width() : 260, 0);
        return {rect.width() / 2, isHeading(index) ? drawHeading(nullptr, rect, index) : draw(nullptr, rect, index)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool canBeChosen = index.data(kWhyNot).toString().isEmpty();
        if (index.data(kOpen).toBool()) // the chosen one, also while a heading has the focus
            painter->fillRect(option.rect, tokens().selection);
        else if ((option.state & QStyle::State_MouseOver) && canBeChosen)
            painter->fillRect(option.rect, tokens().raised);
        isHeading(index) ? drawHeading(painter, option.rect, index) : draw(painter, option.rect, index);
        const auto *view = qobject_cast<const QListWidget *>(option.widget);
        if (view && view->hasFocus() && view->currentIndex() == index)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), tokens().accent);
        painter->restore();
    }

private:
    static QFont regularFont()
    {
        auto font = strongFont();
        font.setWeight(QFont::Normal);
        return font;
    }

    static int drawHeading(QPainter *painter, const QRect &rect, const QModelIndex &index)
    {
        const auto font = regularFont();
        const int height = QFontMetrics(font).height();
        const auto at = rect.topLeft() + QPoint(kPadding + kChevron + kSpaceInside, kPadding + 2);
        if (painter && !index.data(kFamily).toString().isEmpty()) { // else it says that nothing was found
            const auto icon =
                index.data(kFolded).toBool() ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down");
            painter->drawPixmap(
                rect.left() + kPadding, at.y() + (height - kChevron) / 2,
                iconPixmap(icon, kChevron, tokens().secondaryText, painter->device()->devicePixelRatioF()));
        }
        return 2 * kPadding + paragraph(painter, index.data(Qt::DisplayRole).toString(), font, tokens().secondaryText,
                                        at, rect.width() - at.x() - kPadding);
    }

    static int draw(QPainter *painter, const QRect &rect, const QModelIndex &index)
    {
        const auto &t = tokens();
        const auto name = strongFont();
        const auto regular = regularFont();
        const QFontMetrics metrics(regular);
        const int width = rect.width() - 2 * kPadding;
        auto at = rect.topLeft() + QPoint(kPadding, kPadding - 2);
        const auto why = index.data(kWhyNot).toString();
        const bool open = index.data(kOpen).toBool();
        const auto summary = index.data(kSummary).toString();
        at.ry() += paragraph(painter, index.data(Qt::DisplayRole).toString(), name,
                             why.isEmpty() ? t.text : t.secondaryText, at, width);
        if (!why.isEmpty())
            at.ry() += paragraph(painter, why, regular, t.warning, at, width);
        else if (!open)
            at.ry() += paragraph(painter, metrics.elidedText(summary, Qt::ElideRight, width), regular, t.secondaryText,
                                 at, width + kPadding);
        if (open) {
            at.ry() += paragraph(painter, summary, regular, t.text, at, width);
            at.ry() += 2 + paragraph(painter, index.data(kNeeds).toString(), regular, t.secondaryText, at, width);
        }
        return at.y() - rect.top() + kPadding - 2;
    }
};

} // namespace

RecommenderList::RecommenderList(QWidget *parent)
    : Retranslated(parent), m_search(new QLineEdit(this)), m_list(new QListWidget(this))
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
    connect(m_search, &QLineEdit::textChanged, this, &RecommenderList::fill);
    m_choice = new RowChoice(m_list);
    m_list->installEventFilter(this); // after the above, and so before it
    connect(m_choice, &RowChoice::chosen, this,
            [this](const QModelIndex &index) { choose(index.data(kId).toString()); });
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) {
        if (item->data(kId).toString().isEmpty())
            toggle(*item);
    });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        if (!item->data(kId).toString().isEmpty())
            Q_EMIT activated(item->data(kId).toString());
    });
    rebuild();
}

QString RecommenderList::whyNot(const RecommenderInfo &info) const
{
    return m_facts ? whyNotTrainable(info, *m_facts) : QString();
}

void RecommenderList::setFacts(const std::optional<DataFacts> &facts)
{
    m_facts = facts;
    rebuild();
}

void RecommenderList::setFolded(const QStringList &families)
{
    m_folded = families;
    rebuild();
}

std::string RecommenderList::current() const
{
    return m_current;
}

QListWidgetItem *RecommenderList::itemOf(const std::string &id) const
{
    for (int row = 0; row < m_list->count() && !id.empty(); ++row)
        if (m_list->item(row)->data(kId).toString().toStdString() == id)
            return m_list->item(row);
    return nullptr;
}

void RecommenderList::setCurrent(const std::string &id)
{
    if (!itemOf(id))
        m_search->clear();
    const auto *item = itemOf(id);
    if (!item)
        return;
    m_folded.removeAll(item->data(kFamily).toString());
    showFolded();
    choose(QString::fromStdString(id));
}

void RecommenderList::choose(const QString &id)
{
    if (id.isEmpty() || id.toStdString() == m_current)
        return;
    open(id.toStdString());
    Q_EMIT currentChanged(id);
}

/// The chosen one says more than the others; it stays open while a heading has the focus.
void RecommenderList::open(const std::string &id)
{
    m_current = id;
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        const bool isOpen = item->data(kId).toString().toStdString() == id;
        if (item->data(kOpen).toBool() != isOpen)
            item->setData(kOpen, isOpen);
    }
    m_list->doItemsLayout();
    auto *item = itemOf(id);
    if (!item)
        return;
    m_choice->mark(m_list->indexFromItem(item));
    m_list->scrollToItem(item);
}

void RecommenderList::rebuild()
{
    m_search->setPlaceholderText(tr("Search recommenders"));
    m_search->setAccessibleName(tr("Search recommenders"));
    m_list->setAccessibleName(tr("Recommenders"));
    fill();
}

void RecommenderList::fill()
{
    const auto words = m_search->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    words.isEmpty() ? fillByFamily() : fillFound(words);
    open(m_current);
}

void RecommenderList::fillByFamily()
{
    QString family;
    for (const auto &info : recommenders()) {
        if (const auto next = QString::fromUtf8(info.family); next != family) {
            family = next;
            addHeading(info.family);
        }
        addRecommender(info);
    }
    showFolded();
}

void RecommenderList::fillFound(const QStringList &words)
{
    std::vector<std::pair<int, const RecommenderInfo *>> found;
    for (const auto &info : recommenders()) {
        if (const auto answer = answerOf(info, words))
            found.emplace_back(*answer, &info);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (const auto &[answer, info] : found)
        addRecommender(*info);
    if (found.empty()) {
        auto *item = new QListWidgetItem(
            tr("No recommender is called “%1”, nor does one tell of it.").arg(words.join(u' ')), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
}

void RecommenderList::addHeading(const char *family)
{
    const auto &all = recommenders();
    const auto count = std::count_if(all.begin(), all.end(), [family](const auto &info) {
        return QLatin1String(info.family) == QLatin1String(family);
    });
    auto *item =
        new QListWidgetItem(tr("%1 (%2)").arg(coreText("Recommender", family), QString::number(count)), m_list);
    item->setData(kFamily, QString::fromUtf8(family));
    item->setFlags(Qt::ItemIsEnabled);
}

void RecommenderList::addRecommender(const RecommenderInfo &info)
{
    auto *item = new QListWidgetItem(coreText("Recommender", info.name), m_list);
    const auto why = whyNot(info);
    const auto summary = coreText("Recommender", info.summary);
    const auto paper = coreText("Recommender", info.paper);
    const auto needs = needsText(info);
    item->setData(kId, QString::fromStdString(info.id));
    item->setData(kFamily, QString::fromUtf8(info.family));
    item->setData(kSummary, summary);
    item->setData(kNeeds, needs);
    item->setData(kWhyNot, why);
    QStringList said{summary, paper, needs, why};
    said.removeAll(QString());
    item->setToolTip(tipText(said.join(QLatin1Char('\n'))));
    item->setData(Qt::AccessibleDescriptionRole, said.join(QLatin1Char(' ')));
    if (!why.isEmpty())
        item->setFlags(Qt::NoItemFlags);
}

void RecommenderList::showFolded()
{
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        const bool folded = m_search->text().trimmed().isEmpty() && m_folded.contains(item->data(kFamily).toString());
        if (!item->data(kId).toString().isEmpty())
            item->setHidden(folded);
        else if (item->data(kFolded).toBool() != folded)
            item->setData(kFolded, folded);
    }
}

void RecommenderList::toggle(const QListWidgetItem &heading)
{
    const auto family = heading.data(kFamily).toString();
    if (!m_folded.removeAll(family))
        m_folded.append(family);
    showFolded();
    Q_EMIT foldedChanged();
}

bool RecommenderList::takeFirst()
{
    for (int row = 0; row < m_list->count(); ++row) {
        auto *item = m_list->item(row);
        if (item->isHidden() || !(item->flags() & Qt::ItemIsSelectable))
            continue;
        choose(item->data(kId).toString());
        m_list->setFocus();
        return true;
    }
    return false;
}

/// A heading folds by the keys that fold a branch of a tree, and by those that press a button.
bool RecommenderList::onListKey(int key)
{
    const auto *item = m_list->currentItem();
    if (!item || !item->data(kId).toString().isEmpty())
        return false;
    const bool folded = item->data(kFolded).toBool();
    const bool turns = key == Qt::Key_Space || key == Qt::Key_Return || key == Qt::Key_Enter ||
                       (key == Qt::Key_Left && !folded) || (key == Qt::Key_Right && folded);
    if (turns)
        toggle(*item);
    return turns;
}

bool RecommenderList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_list && onListKey(key))
        return true;
    if (watched == m_search) {
        if ((key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) && takeFirst())
            return true;
        if (key == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace aisle
