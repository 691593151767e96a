#include "tests/widgets/windowtexts.h"

#include "models/pagedtablemodel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPaintEngine>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>

namespace aisle::test {

namespace {

using Kind = WindowText::Kind;

constexpr int kMostRows = 400;
constexpr int kMostSpoken = 4000;

QString placeOf(const QObject *object)
{
    QStringList path;
    for (; object && path.size() < 4; object = object->parent())
        path.prepend(
            QStringLiteral("%1#%2").arg(QLatin1String(object->metaObject()->className()), object->objectName()));
    return path.join(QStringLiteral(" > "));
}

class Gatherer
{
public:
    std::vector<WindowText> texts;

    void add(Kind kind, const QString &text, const QObject *object)
    {
        if (!text.isEmpty())
            texts.push_back({kind, text, placeOf(object), true});
    }
    void addWidget(const QWidget *widget)
    {
        add(Kind::Tip, widget->toolTip(), widget);
        add(Kind::Tip, widget->statusTip(), widget);
        add(Kind::Tip, widget->whatsThis(), widget);
        add(Kind::Title, widget->windowTitle(), widget);
        add(Kind::Spoken, widget->accessibleName(), widget);
        add(Kind::Spoken, widget->accessibleDescription(), widget);
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts.push_back({Kind::Label, label->text(), placeOf(label), !label->visibleRegion().isEmpty()});
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            add(Kind::Button, button->text(), button);
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget)) {
            add(Kind::Field, edit->text(), edit);
            add(Kind::Field, edit->placeholderText(), edit);
        }
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
            add(Kind::Field, edit->toPlainText(), edit);
        if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
            add(Kind::Field, edit->toPlainText(), edit);
        if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
            for (int tab = 0; tab < bar->count(); ++tab) {
                add(Kind::Action, bar->tabText(tab), bar);
                add(Kind::Tip, bar->tabToolTip(tab), bar);
            }
        }
        if (const auto *box = qobject_cast<const QComboBox *>(widget))
            addModel(box->model(), {}, box);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            view && !qobject_cast<const QHeaderView *>(view))
            addModel(view->model(), {}, view);
        addActions(widget);
    }

private:
    void addActions(const QWidget *widget)
    {
        for (const auto *action : widget->actions()) {
            add(Kind::Action, action->text(), action);
            add(Kind::Tip, action->toolTip(), action);
            add(Kind::Tip, action->statusTip(), action);
            add(Kind::Tip, action->whatsThis(), action);
        }
    }
    void addModel(const QAbstractItemModel *model, const QModelIndex &parent, const QObject *view)
    {
        if (!model)
            return;
        for (int column = 0; column < model->columnCount(parent); ++column) {
            add(Kind::Cell, model->headerData(column, Qt::Horizontal).toString(), view);
            add(Kind::Tip, model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString(), view);
        }
        for (int row = 0; row < std::min(kMostRows, model->rowCount(parent)); ++row) {
            for (int column = 0; column < model->columnCount(parent); ++column) {
                const auto index = model->index(row, column, parent);
                add(Kind::Cell, index.data().toString(), view);
                add(Kind::Spoken, index.data(Qt::AccessibleTextRole).toString(), view);
                if (index.data(Qt::ToolTipRole) != index.data()) // else the view makes the tip
                    add(Kind::Tip, index.data(Qt::ToolTipRole).toString(), view);
            }
            if (model->hasChildren(model->index(row, 0, parent)))
                addModel(model, model->index(row, 0, parent), view);
        }
    }
};

void addSpoken(QAccessibleInterface *spoken, const QWidget &root, Gatherer &gatherer, int &left)
{
    if (!spoken || !spoken->isValid() || --left < 0)
        return;
    for (const auto what : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        gatherer.add(Kind::Spoken, spoken->text(what), spoken->object() ? spoken->object() : &root);
    for (int i = 0; i < spoken->childCount(); ++i)
        addSpoken(spoken->child(i), root, gatherer, left);
}

/// Draws nothing and notes the texts.
class TextEngine : public QPaintEngine
{
public:
    TextEngine() : QPaintEngine(AllFeatures) {}
    std::vector<WindowText> texts;

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override {}
    void drawPath(const QPainterPath &) override {}
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    void drawPolygon(const QPoint *, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF &, const QTextItem &item) override
    {
        texts.push_back({Kind::Painted, item.text(), QStringLiteral("painted"), true});
    }
    Type type() const override { return User; }
};

class TextDevice : public QPaintDevice
{
public:
    explicit TextDevice(QSize size) : m_size(size) {}
    QPaintEngine *paintEngine() const override { return &m_engine; }
    const std::vector<WindowText> &texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDepth:
            return 32;
        case PdmNumColors:
            return 1 << 24;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        case PdmWidthMM:
            return m_size.width() / 4;
        case PdmHeightMM:
            return m_size.height() / 4;
        default:
            return 96;
        }
    }

private:
    mutable TextEngine m_engine;
    QSize m_size;
};

} // namespace

std::vector<WindowText> textsOf(const QWidget &root)
{
    Gatherer gatherer;
    gatherer.addWidget(&root);
    for (const auto *widget : root.findChildren<QWidget *>())
        gatherer.addWidget(widget);
    int left = kMostSpoken;
    addSpoken(QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&root)), root, gatherer, left);
    return std::move(gatherer.texts);
}

std::vector<WindowText> paintedTexts(QWidget &root)
{
    TextDevice device(root.size());
    root.render(&device);
    return device.texts();
}

bool rowsAreThere(const QWidget &root)
{
    for (const auto *view : root.findChildren<QAbstractItemView *>()) {
        const auto *model = qobject_cast<const PagedTableModel *>(view->model());
        for (int row = 0; model && view->isVisible() && row < std::min(kMostRows, model->rowCount()); ++row)
            if (!model->index(row, 0).data(PagedTableModel::IsLoadedRole).toBool())
                return false;
    }
    return true;
}

} // namespace aisle::test
