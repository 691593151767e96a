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
    : Retranslated(parent), m_run(new QComboBox(this)), m_select(new QToolButton(this)), m_alike(new ListCard(this)),
      m_shown(new ListCard(this))
{
    m_run->setObjectName(QStringLiteral("productRun"));
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_run->setMinimumContentsLength(kRunLetters);
    m_select->setObjectName(QStringLiteral("selectShown"));
    m_select->setIcon(themeIcon(QStringLiteral("select")));
    m_select->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_select->setAutoRaise(true);
    m_alike->setCorner(m_run);
    m_shown->setCorner(m_select);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_alike, 3);
    layout->addWidget(m_shown, 2);
    m_alike->rows()->setObjectName(QStringLiteral("alike"));
    m_shown->rows()->setObjectName(QStringLiteral("shown"));
    connectAll();
    retranslate();
}

void ProductRuns::connectAll()
{
    connect(m_run, &QComboBox::activated, this, &ProductRuns::showChosen);
    connect(m_alike->rows(), &RowsView::rowChosen, this, [this](qint64 id, const QString &key, const QString &title) {
        Q_EMIT productChosen({ItemId(id), key, title});
    });
    connect(m_shown->rows(), &RowsView::rowChosen, this, [this](qint64 id, const QString &key) {
        Q_EMIT shopperChosen({UserId(id), key});
    });
    connect(m_select, &QToolButton::clicked, this, [this] {
        std::vector<UserId> shoppers;
        for (const auto &row : m_shown->rows()->rows()->rows())
            shoppers.emplace_back(row.id);
        Q_EMIT shoppersSelected(shoppers);
    });
    connect(m_alike->state(), &EmptyState::triggered, this, [this] {
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
    m_alike->rows()->rows()->setRows({});
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
    m_alike->showMessage(icon, sentence, action);
    m_shown->showMessage(icon, sentence);
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
        return say(
            QStringLiteral("compare"),
            tr("No run is compared. Compare one to see what it holds to be similar, and whom it shows the product."),
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
    showAlike(**view);
    showShown(**view);
}

std::vector<RowsModel::Row> ProductRuns::alikeRows(const ProductDesk::View &view) const
{
    std::vector<RowsModel::Row> rows;
    for (const auto &neighbour : view.neighbours) {
        const auto found = m_views->items.find(neighbour.item);
        if (found == m_views->items.end())
            continue;
        const auto &item = found->second;
        const auto key = m_session->keys().product(item.key);
        const auto cosine = static_cast<double>(neighbour.cosine);
        rows.push_back({.id = item.id.value,
                        .key = item.key,
                        .title = item.title,
                        .cells = {{.text = item.title.isEmpty() ? key : item.title},
                                  {.text = item.category},
                                  {.text = QLocale().toString(cosine, 'f', 3), .isNumber = true, .fraction = cosine}},
                        .slot = chosenSlot()});
    }
    return rows;
}

void ProductRuns::showAlike(const ProductDesk::View &view)
{
    auto rows = alikeRows(view);
    const bool any = !rows.empty();
    const bool hasCategories =
        std::any_of(rows.begin(), rows.end(), [](const auto &row) { return !row.cells[1].text.isEmpty(); });
    m_alike->rows()->rows()->setRows(std::move(rows));
    m_alike->rows()->setColumnHidden(1, !hasCategories);
    m_alike->rows()->rows()->setHeaders({tr("Product"), tr("Category"), view.cosines ? tr("Cosine") : tr("Share")});
    if (any)
        m_alike->showRows(
            view.cosines ? tr("Nearest by cosine in the run's own space, all dimensions")
                         : tr("What it would show to somebody who chose this product only, as shares of the first"));
    else
        m_alike->showMessage(QStringLiteral("info"),
                             tr("This recommender does not tell products apart, so it cannot say what is similar."));
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
    m_alike->setTitle(tr("Similar"));
    m_alike->rows()->rows()->setHeaders({tr("Product"), tr("Category"), tr("Cosine")}); // until a run is shown
    m_shown->rows()->rows()->setHeaders({tr("Shopper"), tr("Place")});
    m_alike->rows()->setAccessibleName(tr("Similar products"));
    m_shown->rows()->setAccessibleName(tr("Shoppers who are shown the product"));
    showChosen();
}

} // namespace aisle
