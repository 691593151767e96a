#include "widgets/forms/paramform.h"
#include "widgets/common/theme.h"
#include "widgets/forms/numberfield.h"
#include "widgets/forms/wheelguard.h"
#include "widgets/text/errortext.h"
#include "widgets/text/recommendertext.h"
#include "widgets/text/tiptext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSlider>
#include <QToolButton>
#include <algorithm>

namespace aisle {

namespace {

QIcon dotIcon()
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    painter.drawEllipse(QPointF(8, 8), 3.5, 3.5);
    return pixmap;
}

QToolButton *makeDot(QWidget *parent)
{
    auto *dot = new QToolButton(parent);
    dot->setAutoRaise(true);
    dot->setIcon(dotIcon());
    dot->setIconSize({16, 16});
    auto policy = dot->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    dot->setSizePolicy(policy);
    dot->hide();
    return dot;
}

/// What of an editor takes what is typed.
QWidget *fieldOf(QWidget *editor)
{
    const auto *number = qobject_cast<NumberEditor *>(editor);
    return number ? number->field() : editor;
}

bool isNumber(const ParamSpec &spec)
{
    return spec.type == ParamType::Integer || spec.type == ParamType::Real;
}

} // namespace

ParamForm::ParamForm(QWidget *parent) : Retranslated(parent)
{
    removeRows();
}

/// A grid keeps the heights that its rows once had, so a new one takes its place.
void ParamForm::removeRows()
{
    for (const auto &row : m_rows) {
        for (QWidget *widget : std::initializer_list<QWidget *>{row.label, row.editor, row.dot, row.help}) {
            widget->hide();
            widget->deleteLater();
        }
    }
    m_rows.clear();
    delete m_grid;
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kSpaceBetween);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(1, 3);
}

/// No focus proxy: Qt takes a widget that has one for a stop of its own, wherever it stands in the order of Tab.
void ParamForm::focusFirst()
{
    if (!m_rows.empty())
        fieldOf(m_rows.front().editor)->setFocus();
}

void ParamForm::setSchema(const ParamSchema &schema)
{
    removeRows();
    m_schema = schema;
    m_values = schema.defaults();
    for (const auto &spec : m_schema.specs())
        addRow(spec);
    retranslate();
    setValues({});
}

void ParamForm::addRow(const ParamSpec &spec)
{
    Row row{.spec = &spec,
            .label = new QLabel(this),
            .dot = makeDot(this),
            .editor = nullptr,
            .help = new QLabel(this),
            .show = {}};
    row.editor = isNumber(spec)                    ? makeNumber(spec, row)
                 : spec.type == ParamType::Boolean ? makeSwitch(spec, row)
                 : spec.type == ParamType::Text    ? makeText(spec, row)
                                                   : makeChoice(spec, row);
    row.help->setWordWrap(true);
    setSecondary(row.help);
    row.label->setBuddy(fieldOf(row.editor));
    connect(row.dot, &QToolButton::clicked, this, [this, key = QString::fromStdString(spec.key)] {
        auto values = m_values;
        values.remove(key);
        setValues(values);
    });
    const int line = static_cast<int>(m_rows.size()) * 3;
    m_grid->addWidget(row.label, line, 0);
    m_grid->addWidget(row.editor, line, 1);
    m_grid->addWidget(row.dot, line, 2);
    m_grid->addWidget(row.help, line + 1, 0, 1, 2);
    m_grid->setRowMinimumHeight(line + 2, kSpaceBetween + 2);
    m_rows.push_back(std::move(row));
}

QWidget *ParamForm::makeNumber(const ParamSpec &spec, Row &row)
{
    auto *editor = new NumberEditor(this);
    editor->setRange(spec.min, spec.max, spec.scale, spec.type == ParamType::Integer);
    editor->field()->setObjectName(QString::fromStdString(spec.key));
    editor->field()->setTakesSeveral(true);
    row.show = [field = editor->field()](const QJsonValue &value) { field->setValue(value.toDouble()); };
    connect(editor->field(), &NumberField::valueChanged, this, [this, &spec](double value) { edit(spec, value); });
    return editor;
}

QWidget *ParamForm::makeSwitch(const ParamSpec &spec, Row &row)
{
    auto *editor = new QCheckBox(this);
    editor->setObjectName(QString::fromStdString(spec.key));
    row.show = [editor](const QJsonValue &value) { editor->setChecked(value.toBool()); };
    connect(editor, &QCheckBox::toggled, this, [this, &spec](bool on) { edit(spec, on); });
    return editor;
}

QWidget *ParamForm::makeChoice(const ParamSpec &spec, Row &row)
{
    auto *editor = new QComboBox(this);
    editor->setObjectName(QString::fromStdString(spec.key));
    guardWheel();
    for (const auto &choice : spec.choices)
        editor->addItem(QString::fromStdString(choice), QString::fromStdString(choice));
    row.show = [editor](const QJsonValue &value) { editor->setCurrentIndex(editor->findData(value.toString())); };
    connect(editor, &QComboBox::currentIndexChanged, this,
            [this, &spec, editor] { edit(spec, editor->currentData().toString()); });
    return editor;
}

QWidget *ParamForm::makeText(const ParamSpec &spec, Row &row)
{
    auto *editor = new QLineEdit(this);
    editor->setObjectName(QString::fromStdString(spec.key));
    if (!spec.choices.empty()) {
        QStringList suggestions;
        for (const auto &choice : spec.choices)
            suggestions << QString::fromStdString(choice);
        editor->setPlaceholderText(suggestions.join(QStringLiteral(", ")));
        editor->setCompleter(new QCompleter(suggestions, editor));
    }
    row.show = [editor](const QJsonValue &value) {
        if (editor->text() != value.toString())
            editor->setText(value.toString());
    };
    connect(editor, &QLineEdit::textChanged, this, [this, &spec](const QString &text) { edit(spec, text); });
    return editor;
}

void ParamForm::edit(const ParamSpec &spec, const QJsonValue &value)
{
    if (m_showing)
        return;
    m_values.insert(QString::fromStdString(spec.key), value);
    for (const auto &row : m_rows) {
        if (row.spec == &spec)
            markChanged(row);
    }
    Q_EMIT changed();
}

std::size_t ParamForm::choices() const
{
    double all = 1;
    for (const auto &row : m_rows)
        if (const auto *number = qobject_cast<NumberEditor *>(row.editor))
            all *= static_cast<double>(number->field()->values().size());
    return static_cast<std::size_t>(std::min(all, 1e9));
}

std::vector<QJsonObject> ParamForm::eachChangedValues() const
{
    std::vector<QJsonObject> all{m_values};
    for (const auto &row : m_rows) {
        const auto *number = qobject_cast<NumberEditor *>(row.editor);
        if (!number || !number->field()->hasSeveral())
            continue;
        std::vector<QJsonObject> more;
        for (const auto &before : all) {
            for (const double value : number->field()->values()) {
                more.push_back(before);
                more.back().insert(QString::fromStdString(row.spec->key), value);
            }
        }
        all = std::move(more);
    }
    for (auto &values : all)
        values = m_schema.changed(values);
    return all;
}

void ParamForm::setValues(const QJsonObject &values)
{
    m_showing = true;
    m_values = m_schema.defaults();
    for (const auto &row : m_rows) {
        const auto key = QString::fromStdString(row.spec->key);
        if (values.contains(key))
            m_values.insert(key, values.value(key));
        row.show(m_values.value(key));
        markChanged(row);
    }
    m_showing = false;
    Q_EMIT changed();
}

void ParamForm::reset()
{
    setValues({});
}

bool ParamForm::isChanged(const Row &row) const
{
    const auto *number = qobject_cast<NumberEditor *>(row.editor);
    return m_values.value(QString::fromStdString(row.spec->key)) != row.spec->defaultValue ||
           (number && number->field()->hasSeveral());
}

void ParamForm::markChanged(const Row &row)
{
    row.label->setFont(isChanged(row) ? strongFont() : font());
    row.dot->setVisible(isChanged(row));
}

void ParamForm::retranslate()
{
    for (const auto &row : m_rows) {
        const auto &spec = *row.spec;
        const auto label = coreText("Param", spec.label);
        auto help = coreText("Param", spec.help);
        if (isNumber(spec))
            help = tr("%1 From %2 to %3.").arg(help, shortestNumber(spec.min), shortestNumber(spec.max)).trimmed();
        row.label->setText(label);
        row.help->setText(help);
        auto *named = qobject_cast<NumberEditor *>(row.editor);
        auto *editor = fieldOf(row.editor);
        editor->setAccessibleName(label);
        editor->setAccessibleDescription(help);
        if (named)
            named->slider()->setAccessibleName(label);
        const auto standard = spec.type == ParamType::Boolean ? (spec.defaultValue.toBool() ? tr("on") : tr("off"))
                              : isNumber(spec)                ? shortestNumber(spec.defaultValue.toDouble())
                              : spec.type == ParamType::Text  ? tr("\"%1\"").arg(spec.defaultValue.toString())
                                                              : choiceText(spec.defaultValue.toString().toStdString());
        row.dot->setToolTip(tipText(tr("Back to %1").arg(standard)));
        row.dot->setAccessibleName(tr("Reset %1").arg(label));
        if (auto *choice = qobject_cast<QComboBox *>(row.editor)) {
            for (int i = 0; i < choice->count(); ++i)
                choice->setItemText(i, choiceText(choice->itemData(i).toString().toStdString()));
        }
    }
}

void ParamForm::changeEvent(QEvent *event)
{
    Retranslated::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        for (const auto &row : m_rows)
            row.dot->setIcon(dotIcon());
}

} // namespace aisle
