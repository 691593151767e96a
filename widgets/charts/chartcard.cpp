#include "widgets/charts/chartcard.h"

#include "core/common/text/markuptext.h"
#include "core/transfer/writing/wholefile.h"
#include "models/charttablemodel.h"
#include "widgets/charts/chartcolours.h"
#include "widgets/charts/plotfactory.h"
#include "widgets/common/elidedlabel.h"
#include "widgets/common/icons.h"
#include "widgets/common/theme.h"
#include "widgets/common/tokens.h"
#include "widgets/text/tiptext.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace aisle {

struct ChartCard::Widgets
{
    ChartData data;
    bool selectable = false;
    bool selecting = false; ///< the selection is being set, not made by the analyst
    ChartMode mode = ChartMode::Pan;
    QLabel *title = nullptr;
    QLabel *note = nullptr;
    QLabel *legend = nullptr;
    QLabel *yLabel = nullptr;
    QLabel *empty = nullptr;
    QStackedWidget *stack = nullptr;
    QWidget *body = nullptr;
    QVBoxLayout *bodyLayout = nullptr;
    ChartPlot *plot = nullptr;
    std::optional<ChartKind> plotKind;
    QTableView *table = nullptr;
    ChartTableModel *model = nullptr;
    QWidget *modes = nullptr;
    QToolButton *pan = nullptr;
    QToolButton *zoom = nullptr;
    QToolButton *select = nullptr;
    QToolButton *more = nullptr;
    QMenu *menu = nullptr;
    QAction *copy = nullptr;
    QAction *png = nullptr;
    QAction *svg = nullptr;
    QAction *csv = nullptr;
    QAction *asTable = nullptr;
    QAction *reset = nullptr;
};

namespace {

/// As the chart fills it: plain or hatched.
QString swatch(SeriesColour colour)
{
    return seriesBrush(colour).style() == Qt::SolidPattern ? QStringLiteral("■") : QStringLiteral("▨");
}

} // namespace

ChartCard::ChartCard(QWidget *parent) : Retranslated(parent), m_ui(std::make_unique<Widgets>())
{
    createWidgets();
    createModes();
    createMenu();
    layOut();
    retranslate();
    restyle();
}

ChartCard::~ChartCard() = default;

void ChartCard::createWidgets()
{
    setObjectName(QStringLiteral("chartCard"));
    m_ui->title = new ElidedLabel(this);
    m_ui->title->setTextFormat(Qt::PlainText);
    m_ui->note = new QLabel(this);
    m_ui->note->setTextFormat(Qt::PlainText);
    m_ui->legend = new QLabel(this);
    m_ui->legend->setTextFormat(Qt::RichText);
    m_ui->yLabel = new QLabel(this);
    m_ui->yLabel->setTextFormat(Qt::PlainText);
    for (auto *label : {m_ui->note, m_ui->yLabel})
        setSecondary(label);
    for (auto *label : {m_ui->title, m_ui->note, m_ui->legend})
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_ui->legend->setAlignment(Qt::AlignRight | Qt::AlignTop);
    m_ui->legend->setWordWrap(true);
    m_ui->note->setWordWrap(true);
    m_ui->note->hide();
    m_ui->empty = new QLabel(this);
    m_ui->empty->setAlignment(Qt::AlignCenter);
    m_ui->empty->setWordWrap(true);
    setSecondary(m_ui->empty);
    createTable();
    m_ui->body = new QWidget(this);
    m_ui->stack = new QStackedWidget(this);
}

void ChartCard::createTable()
{
    m_ui->model = new ChartTableModel(this);
    m_ui->table = new QTableView(this);
    m_ui->table->setModel(m_ui->model);
    m_ui->table->setFrameShape(QFrame::NoFrame);
    m_ui->table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_ui->table->setSelectionMode(QAbstractItemView::ContiguousSelection);
    m_ui->table->verticalHeader()->hide();
    m_ui->table->verticalHeader()->setDefaultSectionSize(tableRowHeight(fontMetrics()));
    m_ui->table->horizontalHeader()->setStretchLastSection(true);
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ChartCard::onTableSelection);
}

void ChartCard::createModes()
{
    m_ui->modes = new QWidget(this);
    auto *row = new QHBoxLayout(m_ui->modes);
    row->setContentsMargins({});
    row->setSpacing(0);
    const auto add = [&](const char *icon, ChartMode mode) {
        auto *button = new QToolButton(m_ui->modes);
        button->setObjectName(QString::fromLatin1(icon));
        button->setIcon(themeIcon(QString::fromLatin1(icon)));
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        connect(button, &QToolButton::clicked, this, [this, mode] { chooseMode(mode); });
        row->addWidget(button);
        return button;
    };
    m_ui->pan = add("pan", ChartMode::Pan);
    m_ui->zoom = add("zoom", ChartMode::Zoom);
    m_ui->select = add("select", ChartMode::Select);
    m_ui->pan->setChecked(true);
    m_ui->select->hide();
    auto policy = m_ui->modes->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_ui->modes->setSizePolicy(policy);
    m_ui->modes->hide();
}

void ChartCard::createMenu()
{
    m_ui->more = new QToolButton(this);
    m_ui->more->setObjectName(QStringLiteral("more"));
    m_ui->more->setIcon(themeIcon(QStringLiteral("more")));
    m_ui->more->setAutoRaise(true);
    m_ui->menu = new QMenu(this);
    m_ui->copy = m_ui->menu->addAction(QString(), this, &ChartCard::copyPicture);
    m_ui->png = m_ui->menu->addAction(QString(), this, [this] { save(QStringLiteral("png")); });
    m_ui->svg = m_ui->menu->addAction(QString(), this, [this] { save(QStringLiteral("svg")); });
    m_ui->csv = m_ui->menu->addAction(QString(), this, [this] { save(QStringLiteral("csv")); });
    m_ui->menu->addSeparator();
    m_ui->asTable = m_ui->menu->addAction(QString());
    m_ui->asTable->setCheckable(true);
    connect(m_ui->asTable, &QAction::toggled, this, &ChartCard::setShownAsTable);
    m_ui->reset = m_ui->menu->addAction(QString(), this, [this] {
        if (m_ui->plot)
            m_ui->plot->resetView();
    });
    connect(m_ui->more, &QToolButton::clicked, this,
            [this] { m_ui->menu->popup(m_ui->more->mapToGlobal(QPoint(0, m_ui->more->height()))); });
}

void ChartCard::layOut()
{
    auto *header = new QHBoxLayout;
    header->setSpacing(kSpaceInside);
    header->addWidget(m_ui->title, 1);
    header->addWidget(m_ui->modes);
    header->addWidget(m_ui->more);
    m_ui->bodyLayout = new QVBoxLayout(m_ui->body);
    m_ui->bodyLayout->setContentsMargins({});
    m_ui->bodyLayout->setSpacing(kSpaceInside);
    auto *names = new QHBoxLayout;
    names->setSpacing(kSpaceBetween);
    names->addWidget(m_ui->yLabel, 0, Qt::AlignTop);
    names->addWidget(m_ui->note, 1, Qt::AlignTop);
    names->addWidget(m_ui->legend, 1);
    m_ui->bodyLayout->addLayout(names);
    m_ui->stack->addWidget(m_ui->body);
    m_ui->stack->addWidget(m_ui->table);
    m_ui->stack->addWidget(m_ui->empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(kSpaceInside);
    layout->addLayout(header);
    layout->addWidget(m_ui->stack, 1);
}

void ChartCard::retranslate()
{
    m_ui->copy->setText(tr("Copy picture"));
    m_ui->png->setText(tr("Save picture (PNG) ..."));
    m_ui->svg->setText(tr("Save picture (SVG) ..."));
    m_ui->csv->setText(tr("Save figures (CSV) ..."));
    m_ui->asTable->setText(tr("Show as table"));
    m_ui->reset->setText(tr("Show everything"));
    m_ui->more->setToolTip(tr("Copy, save, show as table"));
    m_ui->pan->setToolTip(tr("Move the picture; Ctrl with the wheel zooms"));
    m_ui->zoom->setToolTip(tr("Zoom into a range"));
    m_ui->select->setToolTip(tr("Select a range"));
    for (auto *button : {m_ui->more, m_ui->pan, m_ui->zoom, m_ui->select})
        button->setAccessibleName(button->toolTip());
}

void ChartCard::restyle()
{
    m_ui->title->setFont(sectionFont());
    showLegend();
}

const ChartData &ChartCard::data() const
{
    return m_ui->data;
}

void ChartCard::setData(ChartData data)
{
    m_ui->data = std::move(data);
    const auto &now = m_ui->data;
    m_ui->title->setText(now.title);
    m_ui->title->setToolTip(tipText(now.title));
    setAccessibleName(now.title);
    m_ui->table->setAccessibleName(now.title);
    if (m_ui->plotKind != now.kind)
        makePlot();
    m_ui->empty->setText(now.whyEmpty);
    const bool empty = now.isEmpty();
    m_ui->more->setEnabled(!empty);
    if (!empty) {
        m_ui->plot->setData(shownChart(now));
        const QScopedValueRollback guard(m_ui->selecting, true);
        m_ui->model->setChart(now);
    }
    showLegend();
    const bool ownsLabel = now.kind == ChartKind::DotWhisker || now.kind == ChartKind::HeatMap;
    m_ui->yLabel->setVisible(!now.yLabel.isEmpty() && !ownsLabel);
    showUnit();
    m_ui->stack->setCurrentWidget(empty ? m_ui->empty : isShownAsTable() ? m_ui->table : m_ui->body);
}

void ChartCard::makePlot()
{
    delete m_ui->plot;
    m_ui->plotKind = m_ui->data.kind;
    m_ui->plot = makeChartPlot(m_ui->data.kind, m_ui->body);
    m_ui->bodyLayout->addWidget(m_ui->plot, 1);
    connect(m_ui->plot, &ChartPlot::rowsSelected, this, &ChartCard::onRowsSelected);
    connect(m_ui->plot, &ChartPlot::cellSelected, this, &ChartCard::cellSelected);
    connect(m_ui->plot, &ChartPlot::namesSeriesChanged, this, &ChartCard::showLegend);
    const bool bars = m_ui->data.kind == ChartKind::Histogram || m_ui->data.kind == ChartKind::Bars;
    chooseMode(m_ui->selectable && bars ? ChartMode::Select : ChartMode::Pan);
    m_ui->reset->setVisible(m_ui->plot->hasModes());
}

void ChartCard::chooseMode(ChartMode mode)
{
    m_ui->mode = mode;
    m_ui->pan->setChecked(mode == ChartMode::Pan);
    m_ui->zoom->setChecked(mode == ChartMode::Zoom);
    m_ui->select->setChecked(mode == ChartMode::Select);
    if (m_ui->plot)
        m_ui->plot->setMode(mode);
}

void ChartCard::setSelectable(bool on)
{
    m_ui->selectable = on;
    m_ui->select->setVisible(on);
    if (m_ui->plotKind == ChartKind::Histogram || m_ui->plotKind == ChartKind::Bars)
        chooseMode(on ? ChartMode::Select : ChartMode::Pan);
}

void ChartCard::setSelectedRows(int first, int last)
{
    const QScopedValueRollback guard(m_ui->selecting, true);
    if (m_ui->plot)
        m_ui->plot->setSelectedRows(first, last);
    auto *selection = m_ui->table->selectionModel();
    if (first < 0 || last >= m_ui->model->rowCount())
        selection->clearSelection();
    else
        selection->select({m_ui->model->index(first, 0), m_ui->model->index(last, 0)},
                          QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ChartCard::onRowsSelected(int first, int last)
{
    if (!m_ui->selectable)
        return;
    setSelectedRows(first, last);
    Q_EMIT rowsSelected(first, last);
    const auto &data = m_ui->data;
    if (first < 0 || !data.categories.isEmpty())
        return;
    const bool bins = data.kind == ChartKind::Histogram;
    Q_EMIT rangeSelected(data.x[static_cast<std::size_t>(first)],
                         data.x[static_cast<std::size_t>(last) + (bins ? 1 : 0)]);
}

void ChartCard::onTableSelection()
{
    if (m_ui->selecting)
        return;
    const auto rows = m_ui->table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return onRowsSelected(-1, -1);
    const auto [first, last] =
        std::minmax_element(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.row() < b.row(); });
    onRowsSelected(first->row(), last->row());
}

void ChartCard::showLegend()
{
    const auto &series = m_ui->data.series;
    const bool isNamed = m_ui->plot && m_ui->plot->namesSeries();
    const bool needed = series.size() > 1 && m_ui->data.kind != ChartKind::HeatMap && !isNamed;
    m_ui->legend->setVisible(needed);
    if (!needed)
        return;
    QStringList parts;
    for (const auto &one : series)
        parts.append(QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3")
                         .arg(seriesColour(one.colour).name(), swatch(one.colour),
                              markupText(one.name).replace(u' ', QChar::Nbsp)));
    m_ui->legend->setText(parts.join(QStringLiteral("&nbsp;&nbsp; ")));
}

void ChartCard::setNote(const QString &note)
{
    m_ui->note->setText(note);
    m_ui->note->setVisible(!note.isEmpty());
    showUnit();
}

/// On the line of the note, or the plot of a low card has no room left.
void ChartCard::showUnit()
{
    m_ui->yLabel->setText(m_ui->note->text().isEmpty() ? m_ui->data.yLabel
                                                       : QStringLiteral("%1 ·").arg(m_ui->data.yLabel));
}

void ChartCard::setShownAsTable(bool on)
{
    m_ui->asTable->setChecked(on);
    if (!m_ui->data.isEmpty())
        m_ui->stack->setCurrentWidget(on ? static_cast<QWidget *>(m_ui->table) : m_ui->body);
}

bool ChartCard::isShownAsTable() const
{
    return m_ui->asTable->isChecked();
}

QPixmap ChartCard::picture(qreal devicePixelRatio) const
{
    const auto lines = m_ui->data.source.split(u'\n', Qt::SkipEmptyParts);
    const int lineHeight = fontMetrics().height();
    const int titled = m_ui->title->height() + kSpaceBetween;
    const int above = titled + static_cast<int>(lines.size()) * lineHeight + kSpaceBetween;
    const QSize size(m_ui->stack->width() + 2 * kSpaceBetween, m_ui->stack->height() + above + kSpaceBetween);
    QPixmap pixmap(size * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(tokens().surface);
    QPainter painter(&pixmap);
    painter.setFont(sectionFont());
    painter.setPen(tokens().text);
    painter.drawText(QRect(kSpaceBetween, kSpaceBetween, size.width(), m_ui->title->height()), Qt::AlignVCenter,
                     shownText(m_ui->data.title));
    painter.setFont(font());
    painter.setPen(tokens().secondaryText);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRect row(kSpaceBetween, titled + static_cast<int>(i) * lineHeight, size.width() - 2 * kSpaceBetween,
                        lineHeight);
        painter.drawText(row, Qt::AlignVCenter,
                         fontMetrics().elidedText(shownText(lines[i]), Qt::ElideRight, row.width()));
    }
    m_ui->stack->render(&painter, QPoint(kSpaceBetween, above), QRegion(), QWidget::DrawChildren);
    return pixmap;
}

QByteArray ChartCard::svg() const
{
    const auto lines = static_cast<int>(m_ui->data.source.split(u'\n', Qt::SkipEmptyParts).size());
    const int height = std::max(240, m_ui->stack->height() + 60) + 20 * lines;
    return svgChart(m_ui->data, chartPalette(tokens()), std::max(360, m_ui->stack->width()), height, QLocale());
}

void ChartCard::copyPicture()
{
    QApplication::clipboard()->setPixmap(picture());
}

void ChartCard::save(const QString &suffix)
{
    auto *dialog = new QFileDialog(this, tr("Save chart"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(suffix.toUpper() + QStringLiteral(" (*.") + suffix + u')');
    auto name = m_ui->data.title.isEmpty() ? tr("Chart") : m_ui->data.title;
    name.replace(u'/', u'-');
    dialog->selectFile(name + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ChartCard::write);
    dialog->open();
}

void ChartCard::write(const QString &path)
{
    const auto isNamed = [&](const char *ending) { return path.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
    QByteArray bytes;
    if (isNamed(".png")) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        picture().save(&buffer, "PNG");
    } else {
        bytes = isNamed(".svg") ? svg() : m_ui->data.csv();
    }
    try {
        WholeFile file(path);
        file.write(bytes);
        file.commit();
        Q_EMIT saved(path);
    } catch (const Error &error) {
        Q_EMIT failed(error);
    }
}

void ChartCard::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

void ChartCard::enterEvent(QEnterEvent *event)
{
    m_ui->modes->setVisible(m_ui->plot && m_ui->plot->hasModes() && !m_ui->data.isEmpty());
    QFrame::enterEvent(event);
}

void ChartCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintCard(painter, rect());
}

void ChartCard::leaveEvent(QEvent *event)
{
    m_ui->modes->hide();
    QFrame::leaveEvent(event);
}

} // namespace aisle
