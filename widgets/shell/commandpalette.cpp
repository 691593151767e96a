#include "widgets/shell/commandpalette.h"
#include "core/storage/queries/keysearch.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/shell/mainmenu.h"
#include "widgets/text/errortext.h"
#include "widgets/text/runtext.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

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

QString plain(QString text)
{
    return text.remove(u'&');
}

/// "Theme · Dark": what stands in a menu within a menu says little without its name.
QString titleWithMenu(const QAction &action)
{
    for (const auto *holder : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(holder);
        if (menu && qobject_cast<const QMenu *>(menu->parent()))
            return QStringLiteral("%1 · %2").arg(plain(menu->title()), plain(action.text()));
    }
    return plain(action.text());
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
        [text](const Project &project, JobContext &) {
            Found found{searchUsers(project, text, kMaxEach), searchItems(project, text, kMaxEach), {}};
            for (auto &run : RunStore(project).list())
                if (runLabel(run).contains(text, Qt::CaseInsensitive))
                    found.runs.push_back(std::move(run));
            return found;
        },
        [this](Outcome<Found> outcome) {
            if (const auto *found = std::get_if<Found>(&outcome))
                showFound(*found);
        });
}

void CommandPalette::showFound(const Found &found)
{
    m_list->clear();
    m_acts.clear();
    const auto &keys = m_session->keys();
    addCommands(true);
    for (const auto &shopper : found.shoppers)
        add(QStringLiteral("shopper"), keys.shopper(shopper.key), tr("shopper"), [this, shopper] {
            m_session->selection().setShopper(ShopperRef{shopper.id, shopper.key});
            Q_EMIT pageRequested(QStringLiteral("shoppers"));
        });
    for (const auto &product : found.products)
        add(QStringLiteral("product"),
            product.title.isEmpty() ? keys.product(product.key)
                                    : QStringLiteral("%1  %2").arg(keys.product(product.key), product.title),
            tr("product"), [this, product] {
                m_session->selection().setProduct(ProductRef{product.id, product.key, product.title});
                Q_EMIT pageRequested(QStringLiteral("product"));
            });
    for (const auto &run : found.runs)
        add(QStringLiteral("runs"), runLabel(run), tr("run"), [this, run] {
            m_session->selection().compareRun({run.id, runLabel(run)});
            Q_EMIT pageRequested(QStringLiteral("runs"));
        });
    addCommands(false);
    m_list->setCurrentRow(0);
}

void CommandPalette::addCommands(bool beginning)
{
    const auto text = m_field->text().trimmed();
    const auto fits = [&](const QString &title, const QString &name) {
        const bool begins = !text.isEmpty() && name.startsWith(text, Qt::CaseInsensitive);
        return begins == beginning && title.contains(text, Qt::CaseInsensitive);
    };
    for (const auto &page : m_pages) {
        const auto title = QCoreApplication::translate("Page", page.title);
        if (fits(title, title))
            add(QString::fromLatin1(page.icon), title, tr("page"),
                [this, id = QString::fromLatin1(page.id)] { Q_EMIT pageRequested(id); });
    }
    for (const auto *action : m_menu->parent()->findChildren<QAction *>()) {
        const auto title = titleWithMenu(*action);
        const auto id = action->objectName();
        if (id.isEmpty() || id.startsWith(QLatin1String("page:")) || !action->isEnabled() || text.isEmpty() ||
            m_menu->action(id) != action || !fits(title, plain(action->text())))
            continue;
        add(QStringLiteral("chevron-right"), title, tr("command"), [this, id] { Q_EMIT commandRequested(id); });
    }
}

void CommandPalette::add(const QString &icon, const QString &text, const QString &kind, std::function<void()> act)
{
    auto *item = new QListWidgetItem(themeIcon(icon), text, m_list);
    item->setData(kKindRole, kind);
    item->setToolTip(text);
    m_acts.push_back(std::move(act));
}

void CommandPalette::take()
{
    const auto row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_acts.size()))
        return;
    const auto act = m_acts[static_cast<std::size_t>(row)];
    hide();
    act();
    close();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            m_list->setCurrentRow(
                std::clamp(m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1), 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace aisle
