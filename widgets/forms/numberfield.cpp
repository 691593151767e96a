#include "widgets/forms/numberfield.h"
#include "core/common/lookup/mapped.h"
#include "widgets/common/theme.h"
#include "widgets/forms/wheelguard.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSlider>
#include <algorithm>
#include <cmath>
#include <utility>

namespace aisle {

namespace {

constexpr int kSliderSteps = 1000;
constexpr double kSmallestLogShare = 1e-8; ///< of the greatest value: where a log scale that includes 0 begins

/// The next of ..., 1, 2, 5, 10, 20, ... above or below.
double nextRound(double value, int direction)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    const double tolerance = 1e-9;
    if (direction > 0) {
        for (const double digit : {1., 2., 5., 10.}) {
            if (digit * power > value * (1 + tolerance))
                return digit * power;
        }
        return 20 * power;
    }
    for (const double digit : {5., 2., 1., .5}) {
        if (digit * power < value * (1 - tolerance))
            return digit * power;
    }
    return .2 * power;
}

/// Cuts the noise of arithmetic: what was stepped to or dragged to is a number that a person would write.
double rounded(double value, int digits)
{
    return QString::number(value, 'g', digits).toDouble();
}

} // namespace

QString shortestNumber(double value)
{
    const QLocale locale;
    const double magnitude = std::abs(value);
    if (value == std::floor(value) && magnitude < 1e15)
        return locale.toString(value, 'f', 0);
    if (magnitude >= 1e-5 && magnitude < 1e15) {
        for (int decimals = 1; decimals < 18; ++decimals) {
            if (QString::number(value, 'f', decimals).toDouble() == value)
                return locale.toString(value, 'f', decimals);
        }
    }
    return locale.toString(value, 'g', QLocale::FloatingPointShortest);
}

NumberField::NumberField(QWidget *parent) : QAbstractSpinBox(parent)
{
    setAlignment(Qt::AlignRight);
    setFocusPolicy(Qt::StrongFocus);
    guardWheel();
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberField::onTextEdited);
    connect(this, &QAbstractSpinBox::editingFinished, this, &NumberField::onFinished);
    showValue();
}

void NumberField::setRange(double min, double max, ParamScale scale, bool integer)
{
    m_min = min;
    m_max = max;
    m_scale = scale;
    m_integer = integer;
    setValue(m_value);
}

void NumberField::setValue(double value)
{
    const auto allowed = std::clamp(m_integer ? std::round(value) : value, m_min, m_max);
    const bool isNew = allowed != m_value || hasSeveral();
    m_value = allowed;
    m_several.clear();
    showValue();
    if (isNew)
        Q_EMIT valueChanged(m_value);
}

std::vector<double> NumberField::values() const
{
    return hasSeveral() ? m_several : std::vector{m_value};
}

/// What was typed, as it stands in the field.
void NumberField::take(double value, std::vector<double> several)
{
    if (value == m_value && several == m_several)
        return;
    m_value = value;
    m_several = std::move(several);
    Q_EMIT valueChanged(m_value);
}

double NumberField::firstPositive() const
{
    return m_min > 0 ? m_min : m_integer ? 1 : m_max * kSmallestLogShare;
}

double NumberField::position() const
{
    if (m_max <= m_min)
        return 0;
    if (m_scale == ParamScale::Linear)
        return (m_value - m_min) / (m_max - m_min);
    const double first = firstPositive();
    return m_value <= first ? 0 : std::log(m_value / first) / std::log(m_max / first);
}

double NumberField::valueAt(double position) const
{
    const double at = std::clamp(position, 0., 1.);
    if (at == 0)
        return m_min;
    if (at == 1)
        return m_max;
    double value = m_min + at * (m_max - m_min);
    if (m_scale != ParamScale::Linear) {
        const double first = firstPositive();
        value = first * std::pow(m_max / first, at);
    }
    if (m_scale == ParamScale::PowerOfTwo)
        value = std::exp2(std::round(std::log2(value)));
    value = m_integer ? std::round(value) : rounded(value, m_scale == ParamScale::Linear ? 3 : 2);
    return std::clamp(value, m_min, m_max);
}

double NumberField::stepped(double value, int direction) const
{
    if (m_scale == ParamScale::Linear) {
        const double size = m_integer ? 1 : std::pow(10, std::floor(std::log10((m_max - m_min) / 20)));
        return m_integer ? value + direction : rounded(value + direction * size, 12);
    }
    const double first = firstPositive();
    if (value < first)
        return direction > 0 ? first : m_min;
    if (direction < 0 && value <= first)
        return m_min;
    double next = m_scale == ParamScale::Log ? nextRound(value, direction)
                  : direction > 0            ? std::exp2(std::floor(std::log2(value)) + 1)
                                             : std::exp2(std::ceil(std::log2(value)) - 1);
    if (m_integer && std::round(next) == value)
        next = value + direction;
    return m_integer ? std::round(next) : rounded(next, 12);
}

void NumberField::stepBy(int steps)
{
    double next = m_value;
    for (int i = 0; i < std::abs(steps); ++i)
        next = std::clamp(stepped(next, steps > 0 ? 1 : -1), m_min, m_max);
    setValue(next);
    selectAll();
}

QAbstractSpinBox::StepEnabled NumberField::stepEnabled() const
{
    StepEnabled enabled;
    enabled.setFlag(StepDownEnabled, m_value > m_min);
    enabled.setFlag(StepUpEnabled, m_value < m_max);
    return enabled;
}

double NumberField::parsed(const QString &text, bool *ok) const
{
    const auto plain = text.trimmed();
    double value = QLocale().toDouble(plain, ok);
    if (!*ok)
        value = QLocale::c().toDouble(plain, ok);
    if (*ok && m_integer && value != std::floor(value))
        *ok = false;
    return value;
}

/// A comma within a number is the language's own unless that leaves no list of allowed numbers.
std::vector<double> NumberField::parsedSeveral(const QString &text) const
{
    static const QRegularExpression kBetween(QStringLiteral("[;；、，]\\s*|,\\s+|\\s+"));
    static const QRegularExpression kAnyComma(QStringLiteral("[;；、，,\\s]+"));
    for (const auto &separator : {kBetween, kAnyComma}) {
        std::vector<double> numbers;
        bool all = m_takesSeveral;
        for (const auto &word : text.split(separator, Qt::SkipEmptyParts)) {
            bool ok = false;
            const double number = parsed(word, &ok);
            all &= ok && number >= m_min && number <= m_max;
            if (std::ranges::find(numbers, number) == numbers.end())
                numbers.push_back(number);
        }
        if (all && numbers.size() > 1)
            return numbers;
    }
    return {};
}

QValidator::State NumberField::validate(QString &text, int &) const
{
    bool ok = false;
    const double value = parsed(text, &ok);
    return (ok && value >= m_min && value <= m_max) || !parsedSeveral(text).empty() ? QValidator::Acceptable
                                                                                    : QValidator::Intermediate;
}

void NumberField::fixup(QString &text) const
{
    bool ok = false;
    const double value = parsed(text, &ok);
    text = shortestNumber(ok ? std::clamp(value, m_min, m_max) : m_value);
}

void NumberField::onTextEdited()
{
    bool ok = false;
    const double value = parsed(lineEdit()->text(), &ok);
    if (ok && value >= m_min && value <= m_max)
        return take(value, {});
    if (auto several = parsedSeveral(lineEdit()->text()); !several.empty())
        take(several.front(), several);
}

void NumberField::onFinished()
{
    bool ok = false;
    const double value = parsed(lineEdit()->text(), &ok);
    const bool isAllowed = ok && value >= m_min && value <= m_max;
    if (auto several = parsedSeveral(lineEdit()->text()); !isAllowed && !several.empty()) {
        take(several.front(), several);
        return showValue();
    }
    setValue(ok ? value : m_value); // out of range: the nearest end
}

void NumberField::showValue()
{
    const auto text = mapped<QStringList>(values(), shortestNumber).join(QStringLiteral(", "));
    if (lineEdit()->text() != text)
        lineEdit()->setText(text);
}

void NumberField::changeEvent(QEvent *event)
{
    QAbstractSpinBox::changeEvent(event);
    if (event->type() == QEvent::LocaleChange || event->type() == QEvent::LanguageChange)
        showValue();
}

QSize NumberField::sizeHint() const
{
    auto size = QAbstractSpinBox::sizeHint();
    size.setWidth(fontMetrics().horizontalAdvance(QStringLiteral("0.000001")) + 48);
    return size;
}

QSize NumberField::minimumSizeHint() const
{
    return sizeHint();
}

NumberEditor::NumberEditor(QWidget *parent)
    : QWidget(parent), m_field(new NumberField(this)), m_slider(new QSlider(Qt::Horizontal, this))
{
    m_slider->setRange(0, kSliderSteps);
    m_slider->setFocusPolicy(Qt::NoFocus); // the field beside it takes the keyboard
    m_slider->setMinimumWidth(60);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpaceBetween);
    layout->addWidget(m_slider, 1);
    layout->addWidget(m_field);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int step) { m_field->setValue(m_field->valueAt(static_cast<double>(step) / kSliderSteps)); });
    connect(m_field, &NumberField::valueChanged, this, [this] {
        const QSignalBlocker quiet(m_slider);
        m_slider->setVisible(!m_field->hasSeveral());
        m_slider->setValue(static_cast<int>(std::lround(m_field->position() * kSliderSteps)));
    });
}

void NumberEditor::setRange(double min, double max, ParamScale scale, bool integer)
{
    m_field->setRange(min, max, scale, integer);
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(std::lround(m_field->position() * kSliderSteps)));
}

} // namespace aisle
