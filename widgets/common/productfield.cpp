#include "widgets/common/productfield.h"

#include "core/storage/queries/keysearch.h"
#include "widgets/text/tiptext.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QStandardItemModel>

namespace aisle {

namespace {

constexpr int kOffers = 12;
constexpr int kOffersWidth = 380;

} // namespace

ProductField::ProductField(QWidget *parent)
    : QLineEdit(parent), m_completer(new QCompleter(this)), m_offers(new QStandardItemModel(this))
{
    setClearButtonEnabled(true);
    setTextMargins(4, 0, 0, 0);
    m_completer->setModel(m_offers);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setWidget(this); // not setCompleter(): that one would filter and write into the field by itself
    m_completer->setMaxVisibleItems(kOffers);
    m_completer->popup()->setMinimumWidth(kOffersWidth); // the field itself may be narrow
    connect(this, &QLineEdit::textEdited, this, &ProductField::search);
    connect(this, &QLineEdit::returnPressed, this, &ProductField::chooseFirst);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { choose(index.row()); });
}

void ProductField::setSession(SessionPointer session)
{
    m_job.letGo();
    m_session = std::move(session);
    m_found.clear();
    clear();
}

void ProductField::search(const QString &text)
{
    m_chooseWhenFound = false;
    if (!m_session || text.trimmed().isEmpty()) {
        m_job.letGo();
        m_completer->popup()->hide();
        return;
    }
    m_session->query<std::vector<ItemRecord>>(
        m_job,
        [text, keys = m_session->keys()](const Project &project, JobContext &) {
            return searchItems(project, text, kOffers, keys);
        },
        [this, text](Outcome<std::vector<ItemRecord>> outcome) {
            auto *found = std::get_if<std::vector<ItemRecord>>(&outcome);
            m_foundFor = text;
            offer(found ? std::move(*found) : std::vector<ItemRecord>{});
        });
}

void ProductField::offer(std::vector<ItemRecord> found)
{
    m_found = std::move(found);
    m_offers->clear();
    for (const auto &item : m_found) {
        const auto key = m_session->keys().product(item.key);
        auto *row = new QStandardItem(item.title.isEmpty() ? key : QStringLiteral("%1  ·  %2").arg(item.title, key));
        row->setToolTip(tipText(item.category.isEmpty() ? row->text() : row->text() + u'\n' + item.category));
        m_offers->appendRow(row);
    }
    if (m_found.empty()) {
        m_offers->appendRow(new QStandardItem(tr("No product has this key or these words in its title.")));
        m_offers->item(0)->setFlags(Qt::NoItemFlags);
    }
    if (m_chooseWhenFound && !m_found.empty())
        choose(0);
    else if (hasFocus())
        m_completer->complete();
}

void ProductField::chooseFirst()
{
    const auto current = m_completer->popup()->currentIndex();
    if (m_completer->popup()->isVisible() && current.flags().testFlag(Qt::ItemIsSelectable))
        return; // the completer, which sees the key first here and acts last, chooses that one
    if (m_foundFor == text() && !m_found.empty())
        choose(0);
    else if (m_foundFor == text() && !m_foundFor.isEmpty()) // Return closes the list after this: say it again
        QMetaObject::invokeMethod(
            m_completer, [this] { m_completer->complete(); }, Qt::QueuedConnection);
    else
        m_chooseWhenFound = m_job.isRunning();
}

void ProductField::choose(int row)
{
    m_chooseWhenFound = false;
    if (row < 0 || row >= static_cast<int>(m_found.size()))
        return;
    const auto item = m_found[static_cast<std::size_t>(row)];
    m_completer->popup()->hide();
    clear();
    m_found.clear();
    m_foundFor.clear();
    Q_EMIT productChosen(item);
}

} // namespace aisle
