#include "widgets/shell/commandpalette.h"
#include "core/storage/queries/keysearch.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shell/mainmenu.h"
#include "widgets/text/errortext.h"
#include "widgets/text/runtext.h"
#include "widgets/text/tiptext.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace aisle {

namespace {

constexpr int kMaxEach = 6;
constexpr int kDelayMs = 80;
constexpr int kKindRole = Qt::UserRole + 1;

/// Icon and text at the left, what it is at the right.
class FoundDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(tokens().secondaryText);
        painter->drawText(option.rect.adjusted(0, 0, -12, 0), Qt::AlignVCenter | Qt::AlignRight,
                          index.data(kKindRole).toString());
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {QStyledItemDelegate::sizeHint(option, index).width(), 34};
    }
};

/// "Theme · Dark": what stands in a menu within a menu says little without its name.
QString titleWithMenu(const QAction &action)
{
    for (const auto *holder : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(holder);
        if (menu && qobject_cast<const QMenu *>(menu->parent()))
            return QStringLiteral("%1 · %2").arg(withoutMnemonic(menu->title()), withoutMnemonic(action.text()));
    }
    return withoutMnemonic(action.text());
}

} // namespace

CommandPalette::CommandPalette(SessionPointer session, std::vector<PageInfo> pages, MainMenu *menu, QWidget *parent)
    : QDialog(parent), m_session(std::move(session)), m_pages(std::move(pages)), m_menu(menu),
      m_field(new QLineEdit(this)), m_list(new QListWidget(this)), m_timer(new QTimer(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Search everything"));
    m_field->setObjectName(QStringLiteral("search-field"));
    m_field->setPlaceholderText(tr("Shopper, product, run, page or command"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(themeIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("search-results"));
    m_list->setItemDelegate(new FoundDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kSpaceBetween, kSpaceBetween, kSpaceBetween, kSpaceBetween);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    resize(560, 420);
    m_timer->setSingleShot(true);
    m_timer->setInterval(kDelayMs);
    connect(m_field, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(m_timer, &QTimer::timeout, this, &CommandPalette::search);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::take);
    connect(m_list, &QListWidget::itemActivated, this, &CommandPalette::take);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::take);
    showFound({});
}

bool CommandPalette::isSettled() const
{
    return !m_timer->isActive() && !m_job.isRunning();
}

void CommandPalette::search()
{
    const auto text = m_field->text().trimmed();
    if (text.isEmpty()) {
        m_job.letGo();
        showFound({});
        return;
    }
    m_session->query<Found>(
        m_job,
        [text, keys = m_session->keys()](const Project &project, JobContext &) {
            Found found{searchUsers(project, text, kMaxEach, keys), searchItems(project, text, kMaxEach, keys), {}};
            for (auto &run : RunStore(project).list())
                if (runLabel(run).contains(text, Qt::CaseInsensitive))
                    found.runs.push_back(std::move(run));
            return found;
        },
        [this](Outcome<Found> outcome) {
            if (const auto *found = std::get_if<Found>(&outcome))
                showFound(*found);
            else if (const auto *error = std::get_if<Error>(&outcome))
                say(errorText(*error));
        });
}

void CommandPalette::showFound(const Found &found)
{
    m_answers.clear();
    addPages();
    addRuns(found);
    addCommands();
    addShoppers(found);
    addProducts(found);
    std::stable_sort(m_answers.begin(), m_answers.end(),
                     [](const Answer &a, const Answer &b) { return a.match < b.match; });
    listAnswers();
    if (m_answers.empty())
        say(tr("Nothing is called “%1”.").arg(m_field->text().trimmed()));
}

/// All of them while nothing is typed.
void CommandPalette::addPages()
{
    for (const auto &page : m_pages) {
        const auto title = QCoreApplication::translate("Page", page.title);
        const auto match = matchName(title, m_field->text());
        if (match != NameMatch::None || m_field->text().trimmed().isEmpty())
            m_answers.push_back({match, QString::fromLatin1(page.icon), title, tr("page"),
                                 [this, id = QString::fromLatin1(page.id)] { Q_EMIT pageRequested(id); }});
    }
}

void CommandPalette::addCommands()
{
    for (const auto *action : m_menu->parent()->findChildren<QAction *>()) {
        const auto id = action->objectName();
        if (id.isEmpty() || id.startsWith(QLatin1String("page:")) || !action->isEnabled() ||
            m_menu->action(id) != action)
            continue;
        const auto title = titleWithMenu(*action);
        const auto match =
            std::min(matchName(title, m_field->text()), matchName(withoutMnemonic(action->text()), m_field->text()));
        if (match != NameMatch::None)
            m_answers.push_back({match, QStringLiteral("chevron-right"), title, tr("command"),
                                 [this, id] { Q_EMIT commandRequested(id); }});
    }
}

void CommandPalette::addRuns(const Found &found)
{
    for (const auto &run : found.runs)
        m_answers.push_back(
            {matchName(runLabel(run), m_field->text()), QStringLiteral("runs"), runLabel(run), tr("run"), [this, run] {
                 m_session->selection().compareRun({run.id, runLabel(run)});
                 Q_EMIT pageRequested(QStringLiteral("runs"));
             }});
}

void CommandPalette::addShoppers(const Found &found)
{
    for (const auto &shopper : found.shoppers) {
        const auto key = m_session->keys().shopper(shopper.key);
        m_answers.push_back(
            {matchName(key, m_field->text()), QStringLiteral("shopper"), key, tr("shopper"), [this, shopper] {
                 m_session->selection().setShopper(ShopperRef{shopper.id, shopper.key});
                 Q_EMIT pageRequested(QStringLiteral("shoppers"));
             }});
    }
}

void CommandPalette::addProducts(const Found &found)
{
    for (const auto &product : found.products) {
        const auto key = m_session->keys().product(product.key);
        const auto match = std::min(matchName(product.title, m_field->text()), matchName(key, m_field->text()));
        m_answers.push_back({match, QStringLiteral("product"),
                             product.title.isEmpty() ? key : QStringLiteral("%1  %2").arg(key, product.title),
                             tr("product"), [this, product] {
                                 m_session->selection().setProduct(ProductRef{product.id, product.key, product.title});
                                 Q_EMIT pageRequested(QStringLiteral("product"));
                             }});
    }
}

void CommandPalette::listAnswers()
{
    m_list->clear();
    for (const auto &answer : m_answers) {
        auto *item = new QListWidgetItem(themeIcon(answer.icon), answer.text, m_list);
        item->setData(kKindRole, answer.kind);
        item->setToolTip(tipText(answer.text));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::say(const QString &sentence)
{
    m_answers.clear();
    m_list->clear();
    auto *item = new QListWidgetItem(themeIcon(QStringLiteral("info")), sentence, m_list);
    item->setFlags(Qt::NoItemFlags);
}

void CommandPalette::take()
{
    const auto row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_answers.size()))
        return;
    const auto act = m_answers[static_cast<std::size_t>(row)].act;
    hide();
    act();
    close();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int next = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_list->setCurrentRow(std::clamp(next, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace aisle
