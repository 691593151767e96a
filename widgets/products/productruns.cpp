#include "widgets/products/productruns.h"
#include "core/common/error.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/tables/listcard.h"
#include "widgets/tables/rowsview.h"
#include "widgets/text/errortext.h"
#include "widgets/text/format.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace aisle {

namespace {

constexpr int kRunLetters = 12; ///< of a name, at least

}

ProductRuns::ProductRuns(QWidget *parent)
    : Retranslated(parent), m_run(new QComboBox(this)), m_select(new QToolButton(this)), m_shown(new ListCard(this))
{
    m_run->setObjectName(QStringLiteral("productRun"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->setMinimumContentsLength(kRunLetters);
    m_select->setObjectName(QStringLiteral("selectShown"));
    m_select->setIcon(themeIcon(QStringLiteral("select")));
    m_select->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_select->setAutoRaise(true);
    m_shown->setCorner(m_run);
    m_shown->setCorner(m_select);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_shown);
    m_shown->rows()->setObjectName(QStringLiteral("shown"));
    connectAll();
    retranslate();
}

void ProductRuns::connectAll()
{
    connect(m_run, &QComboBox::activated, this, &ProductRuns::showChosen);
    connect(m_shown->rows(), &RowsView::rowChosen, this, [this](qint64 id, const QString &key) {
        Q_EMIT shopperChosen({UserId(id), key});
    });
    connect(m_select, &QToolButton::clicked, this, [this] {
        std::vector<UserId> shoppers;
        for (const auto &row : m_shown->rows()->rows()->rows())
            shoppers.emplace_back(row.id);
        Q_EMIT shoppersSelected(shoppers);
    });
    connect(m_shown->state(), &EmptyState::triggered, this, [this] {
        if (hasRuns())
            Q_EMIT reloadRequested(chosenSlot());
        else
            Q_EMIT runsRequested();
    });
}

void ProductRuns::setSession(SessionPointer session)
{
    m_session = std::move(session);
    forgetViews();
}

void ProductRuns::setDesk(const ProductDesk *desk)
{
    m_desk = desk;
}

bool ProductRuns::hasRuns() const
{
    return m_run->count() > 0;
}

int ProductRuns::chosenSlot() const
{
    return hasRuns() ? m_run->currentData().toInt() : 0;
}

void ProductRuns::showRuns()
{
    const QSignalBlocker silent(m_run);
    const auto before = m_run->currentData();
    m_run->clear();
    for (int slot = 0; slot < kMaxComparedRuns; ++slot) {
        if (const auto &run = m_desk->run(slot).ref)
            m_run->addItem(QStringLiteral("%1  %2").arg(runLetter(slot)).arg(run->label), slot);
    }
    m_run->setCurrentIndex(hasRuns() ? std::max(0, m_run->findData(before)) : -1);
    m_run->setVisible(hasRuns());
    showChosen();
}

void ProductRuns::forgetViews()
{
    m_views.reset();
    m_shown->rows()->rows()->setRows({});
    m_select->setEnabled(false);
}

void ProductRuns::showViews(const ProductDesk::Views &views)
{
    m_views = views;
    showChosen();
}

void ProductRuns::say(const QString &icon, const QString &sentence, const QString &action)
{
    m_shown->showMessage(icon, sentence, action);
    m_select->setEnabled(false);
}

void ProductRuns::showLoading()
{
    if (hasRuns() && m_desk->run(chosenSlot()).state == ProductDesk::State::Loading) {
        const int percent = static_cast<int>(m_desk->loadFraction() * 100);
        say(QStringLiteral("clock"),
            percent > 0 ? tr("Making the run's lists: %1 %").arg(percent) : tr("Reading the run"), {});
    }
}

void ProductRuns::showChosen()
{
    const auto title = hasRuns() ? tr("%1 shows it to").arg(runLetter(chosenSlot())) : tr("Shown to");
    m_shown->setTitle(title);
    if (!m_desk || !m_session)
        return;
    if (!hasRuns())
        return say(QStringLiteral("compare"), tr("No run is compared. Compare one to see whom it shows the product."),
                   tr("Choose runs"));
    const auto &run = m_desk->run(chosenSlot());
    if (run.state == ProductDesk::State::Failed)
        return say(QStringLiteral("warning"), run.failure ? errorText(*run.failure) : tr("The run could not be read."),
                   tr("Try again"));
    const auto *view = m_views ? &m_views->of[static_cast<std::size_t>(chosenSlot())] : nullptr;
    if (run.state != ProductDesk::State::Ready || !view || !*view) {
        say(QStringLiteral("clock"), tr("Reading the run"), {});
        return showLoading();
    }
    if (!(*view)->isKnown)
        return say(QStringLiteral("info"),
                   tr("This run has never seen the product: it came later, or a filter left it out."), {});
    showShown(**view);
}

void ProductRuns::showShown(const ProductDesk::View &view)
{
    const auto &lists = *m_desk->run(chosenSlot()).lists;
    std::vector<RowsModel::Row> rows;
    for (const auto &shown : view.shown)
        rows.push_back({.id = shown.user.value,
                        .key = shown.key,
                        .cells = {{.text = m_session->keys().shopper(shown.key)},
                                  {.text = QLocale().toString(shown.place), .isNumber = true}}});
    const bool any = !rows.empty();
    m_shown->rows()->rows()->setRows(std::move(rows));
    const auto shoppers = static_cast<std::int64_t>(lists.shoppers());
    auto note = tr("In %1 of %2 lists of %3 (%4)")
                    .arg(formatCount(view.shownTo), formatCount(shoppers))
                    .arg(lists.length())
                    .arg(formatPercent(static_cast<double>(view.shownTo) / std::max<double>(1, double(shoppers))));
    if (view.rank)
        note = Error::fill(tr("%1. Place %2 of %3 [product|products] by that."),
                           {note, formatCount(static_cast<std::int64_t>(*view.rank)),
                            formatCount(static_cast<std::int64_t>(lists.products()))});
    if (any)
        m_shown->showRows(note);
    else
        m_shown->showMessage(
            QStringLiteral("info"),
            Error::fill(tr("This run shows it to none of %1 [shopper|shoppers]."), {formatCount(shoppers)}));
    m_select->setEnabled(any);
}

void ProductRuns::retranslate()
{
    m_run->setToolTip(tr("As this run sees it"));
    m_run->setAccessibleName(m_run->toolTip());
    m_select->setText(tr("Select"));
    m_select->setToolTip(tr("Select the shoppers who are shown it"));
    m_select->setAccessibleName(m_select->toolTip());
    m_shown->rows()->rows()->setHeaders({tr("Shopper"), tr("Place")});
    m_shown->rows()->setAccessibleName(tr("Shoppers who are shown the product"));
    showChosen();
}

} // namespace aisle
